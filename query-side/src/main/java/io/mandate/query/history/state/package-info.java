/// All that held in a tenant at a moment, as one file that never changes: profiles, principals, what they could do and
/// the events behind it. It is told from the access index alone and names nothing that belongs to one store.
@NullMarked
package io.mandate.query.history.state;

import org.jspecify.annotations.NullMarked;

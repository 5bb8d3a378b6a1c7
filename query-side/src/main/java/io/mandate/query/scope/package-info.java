/// Record scopes as conditions of SQL, so that lists show and count only what their reader may see.
/// Each says exactly what the access engine says of the same record.
@NullMarked
package io.mandate.query.scope;

import org.jspecify.annotations.NullMarked;

/// Writing: the tenant's lock, what a transaction appended, and the one statement that writes it as a whole commit.
/// Axon's JDBC engine is subclassed here; nothing else writes events.
@NullMarked
package io.mandate.store.append;

import org.jspecify.annotations.NullMarked;

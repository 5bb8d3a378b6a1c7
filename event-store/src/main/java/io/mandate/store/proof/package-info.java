/// The proof that the log is as it was written: a hash tree for each tenant over its events and one over its access
/// journal, signed and anchored outside of the database.
@NullMarked
package io.mandate.store.proof;

import org.jspecify.annotations.NullMarked;

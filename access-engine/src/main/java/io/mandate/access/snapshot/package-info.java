/// Immutable values as bytes and back, by their shape: records, sealed choices, collections.
/// Nothing in the bytes names a class, and bytes of another shape are known as such.
@NullMarked
package io.mandate.access.snapshot;

import org.jspecify.annotations.NullMarked;

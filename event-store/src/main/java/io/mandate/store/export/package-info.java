/// The log of a tenant as a file: written, read, verified, and taken into another store, byte by
/// byte as it was. Nothing of a file is believed before all of it was read once.
@NullMarked
package io.mandate.store.export;

import org.jspecify.annotations.NullMarked;

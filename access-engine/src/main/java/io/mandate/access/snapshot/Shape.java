package io.mandate.access.snapshot;

import java.io.IOException;

/// How values of one type are written and read.
interface Shape {
    void write(ValueWriter out, Object value) throws IOException;

    Object read(ValueReader in) throws IOException;

    /// Whether a value is referred to when it comes again; numbers and the like are shorter than that.
    default boolean remembered() {
        return true;
    }

    /// Whether equal values may be kept as one without comparing much: texts and ids.
    default boolean comparable() {
        return false;
    }
}

package io.mandate.access.oracle;

/// Something that was said last, by the event at a position.
record Said<T>(T value, long seq) {
    /// The same, by a later event.
    Said<T> again(long later) {
        return new Said<>(value, later);
    }
}

package io.mandate.access.fact;

/// Something that was said, and by which event.
///
/// @param value what was said
/// @param seq the position of the event that said it, 1 or more
public record Fact<T>(T value, long seq) {}

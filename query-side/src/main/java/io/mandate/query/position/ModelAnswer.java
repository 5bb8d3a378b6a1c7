package io.mandate.query.position;

import io.mandate.events.values.Position;
import org.jspecify.annotations.Nullable;

/// An answer with the position at which it is true.
///
/// @param incompleteSince the position at which the read models of the tenant stopped, because what follows
/// could not be taken in; null: they go on
public record ModelAnswer<T>(
        T body, Position position, @Nullable Position incompleteSince) {}

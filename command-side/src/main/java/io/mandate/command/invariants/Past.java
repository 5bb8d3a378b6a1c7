package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import java.util.Optional;

/// A tenant as it was.
@FunctionalInterface
public interface Past {
    /// At the end of the last commit at or before a position. Empty where it is not kept.
    Optional<AccessView> at(long seq);
}

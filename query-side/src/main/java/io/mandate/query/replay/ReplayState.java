package io.mandate.query.replay;

import java.util.Optional;

/// Where a replay is. Rules of it are here: which wish is granted where, and where nothing happens by itself.
enum ReplayState {
    /// Nobody works on it yet.
    REQUESTED,
    /// History is folded into the new generation.
    BUILDING,
    /// Both generations stand at one position and are compared.
    COMPARING,
    /// Compared; it follows the models that are read and waits for somebody's decision.
    READY,
    /// It stands at the moment of the past it was made for.
    HELD,
    /// It is being put in the place of the models that are read.
    SWITCHING,
    /// It is what is read.
    SWITCHED,
    /// Made of one tenant, compared, and dropped again: it can never be read by all.
    COMPARED,
    /// Somebody did not want it any more.
    ABANDONED,
    /// It could not be finished, and is gone.
    FAILED;

    /// What somebody may ask of a replay.
    enum Wish {
        /// Compare again.
        COMPARE,
        /// Go on from the past to the live position.
        CONTINUE,
        /// Read this from now on.
        SWITCH,
        /// Drop it.
        ABANDON
    }

    /// Whether nothing will ever happen to it again.
    boolean over() {
        return this == SWITCHED || this == COMPARED || this == ABANDONED || this == FAILED;
    }

    /// Whether it goes on only when somebody says how.
    boolean waits() {
        return this == READY || this == HELD || over();
    }

    /// The state that a wish leads to; empty where it cannot be granted.
    Optional<ReplayState> after(Wish wish) {
        ReplayState next = switch (wish) {
            case COMPARE -> this == READY || this == HELD ? COMPARING : null;
            case CONTINUE -> this == HELD ? BUILDING : null;
            case SWITCH -> this == READY ? SWITCHING : null;
            case ABANDON -> over() ? null : ABANDONED;
        };
        return Optional.ofNullable(next);
    }
}

package io.mandate.query.replay;

/// How fast a replay goes.
enum Pace {
    /// Beside decisions and commands, at a rate and in batches that leave them room.
    PACED,
    /// As fast as it can.
    FULL
}

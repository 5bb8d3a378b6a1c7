package io.mandate.query.history;

import io.mandate.events.values.Position;

/// A commit of a change set.
///
/// @param position its last event
public record CommitOfSet(Position position, PastEvent last) {}

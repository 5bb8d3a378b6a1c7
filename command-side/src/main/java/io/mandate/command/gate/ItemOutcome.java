package io.mandate.command.gate;

import io.mandate.events.problem.Rejection;
import org.jspecify.annotations.Nullable;

/// What became of one command among many.
///
/// @param index its place in the list, from 0
/// @param changed whether it recorded anything
/// @param rejection why it was refused; null: it was not
public record ItemOutcome(
        int index, boolean changed, @Nullable Rejection rejection) {}

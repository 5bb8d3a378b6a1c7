package io.mandate.command.invariants;

import io.mandate.events.problem.Rejection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One statement that an event means for the look-up tables.
///
/// @param statement SQL; equal statements that follow each other go to the database together
/// @param values its parameters
/// @param refusal what it means that the statement touches no row or breaks a key; null: touching none
///     is fine
record LookupRow(
        String statement, List<Object> values, @Nullable Supplier<Rejection> refusal) {

    /// Touches a row, or the whole change is refused.
    static LookupRow must(Supplier<Rejection> refusal, String statement, Object... values) {
        return new LookupRow(statement, List.of(values), refusal);
    }

    /// Touches what is there.
    static LookupRow may(String statement, Object... values) {
        return new LookupRow(statement, List.of(values), null);
    }
}

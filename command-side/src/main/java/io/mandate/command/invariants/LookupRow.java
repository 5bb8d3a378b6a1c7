package io.mandate.command.invariants;

import io.mandate.events.problem.Rejection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One statement that an event means for the look-up tables.
///
/// @param statement SQL; equal statements that follow each other go to the database together
/// @param values its parameters
/// @param refusal what it means that the statement touches no row; null: touching none is fine
/// @param wall the constraint that means the same where somebody comes in between; null: breaking
///     any is a failure
record LookupRow(
        String statement,
        List<Object> values,
        @Nullable Supplier<Rejection> refusal,
        @Nullable String wall) {

    /// Touches a row, or the whole change is refused.
    static LookupRow must(Supplier<Rejection> refusal, String statement, Object... values) {
        return new LookupRow(statement, List.of(values), refusal, null);
    }

    /// The same, and so it is if that constraint is broken.
    LookupRow behind(String constraint) {
        return new LookupRow(statement, values, refusal, constraint);
    }

    /// The same, and touching none is fine, too.
    LookupRow whetherItTouchesOrNot() {
        return new LookupRow(statement, values, null, wall);
    }

    /// Touches what is there.
    static LookupRow may(String statement, Object... values) {
        return new LookupRow(statement, List.of(values), null, null);
    }
}

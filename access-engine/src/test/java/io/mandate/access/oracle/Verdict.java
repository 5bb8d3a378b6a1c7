package io.mandate.access.oracle;

import io.mandate.events.values.FieldName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the oracle says.
///
/// @param reason the code of the reason, as in the API
/// @param masked the fields to mask, if allowed or but for its condition allowed
/// @param visible how many characters stay visible of them; 0 where none is masked
/// @param condition the condition it is under; null: none, or it did not come to that
/// @param facts the events that decided, any of which an answer may name; 0 where nothing was said; empty where the
/// text
///     does not tell
public record Verdict(
        String reason,
        Set<FieldName> masked,
        int visible,
        @Nullable String condition,
        Set<Long> facts) {
    static Verdict of(String reason, Set<Long> facts) {
        return new Verdict(reason, Set.of(), 0, null, facts);
    }

    static Verdict of(String reason, long fact) {
        return of(reason, Set.of(fact));
    }

    public boolean allowed() {
        return reason.equals("SUPERUSER") || reason.equals("GRANTED");
    }

    /// Whether it is allowed, perhaps under a condition.
    boolean held() {
        return allowed() || condition != null;
    }
}

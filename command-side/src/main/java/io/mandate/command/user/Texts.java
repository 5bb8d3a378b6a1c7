package io.mandate.command.user;

import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import org.jspecify.annotations.Nullable;

/// The bounds of single-line texts.
final class Texts {
    private Texts() {}

    /// Whether it has 1 to so many characters, not all of them spaces, and none that controls.
    static boolean fits(@Nullable String text, int longest) {
        return text != null
                && !text.isBlank()
                && text.length() <= longest
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    static Rejection refusal(String field, int longest) {
        return Rejection.of(
                RejectionCode.FIELD_INVALID,
                "field",
                field,
                "rule",
                "must be 1 to " + longest + " characters without control characters");
    }
}

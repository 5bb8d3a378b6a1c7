package io.mandate.query.user;

import io.mandate.events.EventMetadata;
import io.mandate.events.values.PersonalText;
import org.jspecify.annotations.Nullable;

/// Why something was done, as readers are told.
public final class ReasonText {
    /// Stands for a reason that was taken out of reach.
    private static final String REDACTED = "(redacted)";

    private ReasonText() {}

    /// The reason; `(redacted)` where its key was destroyed, null where none was given.
    public static @Nullable String of(EventMetadata metadata) {
        PersonalText reason = metadata.reason();
        return reason == null ? null : reason.text().orElse(REDACTED);
    }
}

package io.mandate.http.request;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Revisions travel as entity tags: `ETag: "7"` on the way out, `If-Match: "7"` on the way in.
public final class Revisions {
    private static final Pattern TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    private Revisions() {}

    /// The entity tag of a revision.
    public static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    /// The revision the caller has seen, if it says so; anything but one strong tag is refused.
    public static OptionalLong expected(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return OptionalLong.empty();
        }
        Matcher matcher = TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new InvalidValueException("If-Match", "must be one revision in quotes, such as \"7\"");
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
    }

    /// The revision the caller has seen, where he must say it.
    public static long required(@Nullable String ifMatch) {
        return expected(ifMatch)
                .orElseThrow(() -> new RejectedException(Rejection.of(RejectionCode.REVISION_REQUIRED)));
    }
}

package io.mandate.http.request;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/// Revisions travel as entity tags that begin with the id of the store, as positions do: `ETag: "x1-7"` on the way
/// out, `If-Match: "x1-7"` or `If-None-Match` on the way in. After a restore from a backup the same numbers are given
/// out again for something else, and what was seen before is not taken for it.
public final class Revisions {
    private static final Pattern TAG = Pattern.compile("\"(?:([a-z0-9]{1,32})-)?(0|[1-9][0-9]{0,17})\"");

    private Revisions() {}

    /// The entity tag of a revision.
    ///
    /// @param store the id of the store that has it
    public static String tag(String store, long revision) {
        return "\"" + store + "-" + revision + "\"";
    }

    /// The revision the caller has seen, if it says so; anything but one strong tag is refused. A revision without a
    /// store is one that the caller knows from a body.
    public static Optional<SeenRevision> seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return Optional.empty();
        }
        Matcher matcher = TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new InvalidValueException("If-Match", "must be one revision in quotes, as ETag gave it");
        }
        return Optional.of(new SeenRevision(matcher.group(1), Long.parseLong(matcher.group(2))));
    }

    /// The number alone of [#seen].
    public static OptionalLong expected(@Nullable String ifMatch) {
        return seen(ifMatch).map(seen -> OptionalLong.of(seen.number())).orElse(OptionalLong.empty());
    }

    /// The number of the revision the caller has seen, where he must say it.
    public static long required(@Nullable String ifMatch) {
        return expected(ifMatch)
                .orElseThrow(() -> new RejectedException(Rejection.of(RejectionCode.REVISION_REQUIRED)));
    }

    /// Whether the caller has what this tag stands for: by the list in its `If-None-Match` (RFC 9110, 13.1.2), where
    /// weak tags count like strong ones and `*` is any.
    public static boolean known(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        ETag current = ETag.create(tag);
        return ETag.parse(ifNoneMatch).stream().anyMatch(one -> one.isWildcard() || one.compare(current, false));
    }
}

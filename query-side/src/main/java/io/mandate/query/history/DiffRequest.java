package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.query.asked.Asked;
import io.mandate.query.position.PageRequest;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Between which moments a difference is asked for, and of what.
///
/// @param from a position, an instant, or a day, which stands for its beginning in the tenant's time zone
/// @param to likewise; null: now
/// @param user only this user
/// @param profile only what this profile gives
public record DiffRequest(
        @Nullable String from,
        @Nullable String to,
        @Nullable UserId user,
        @Nullable ProfileId profile) {
    private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.*)?", Pattern.CASE_INSENSITIVE);

    public DiffRequest {
        if (user != null && profile != null) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.FIELD_INVALID, "field", "profile", "rule", "must not be given beside a user"));
        }
    }

    /// The earlier moment; refused with FIELD_REQUIRED if it is not given.
    AsOf begin(ZoneId zone) {
        if (from == null || from.isEmpty()) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", "from"));
        }
        return moment("from", from, zone);
    }

    /// The later moment.
    AsOf end(AccessView newest) {
        return to == null ? AsOf.NOW : moment("to", to, newest.tenantState().zone());
    }

    private static AsOf moment(String name, String written, ZoneId zone) {
        return DATED.matcher(written).matches()
                ? new AsOf(Window.moment(name, written, zone), null)
                : new AsOf(null, Position.parse(name, written));
    }

    /// The page of a walk through this very difference.
    public PageRequest page(@Nullable String after, @Nullable Integer limit) {
        return PageRequest.of(
                "history-diff-" + Integer.toHexString(noted().facts().hashCode()), after, limit, null);
    }

    /// For the access journal.
    public Asked noted() {
        return new Asked().with("from", from).with("to", to).with("user", user).with("profile", profile);
    }
}

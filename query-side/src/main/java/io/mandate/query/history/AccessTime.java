package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ScopeExpression;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A time in which a user could do something, for the same reasons, to the same records and with the same masks.
///
/// @param from its beginning, not before the window's
/// @param to its end, not after the window's; absent: it goes on, and the window is open
/// @param since when the user could do it first and ever since, in the window or before; absent: before all that this
///     node keeps, and more than it reads again
/// @param reason GRANTED or SUPERUSER
/// @param scope the records it reached, with the values of the user's own attributes in it; absent: all of them
/// @param masked whether sensitive fields were hidden
/// @param maskedFields which
/// @param profile the profile it came from, as it was; absent for superusers
/// @param grantedBy the event that made the last missing condition true, at `since`; absent with it
/// @param changedBy if it began while the user could do it before already: the event that changed how
/// @param endedBy the event with which the user no longer could; absent if something else changed, or it goes on
/// @param endedBecause the reason of the decision from then on
/// @param because every event without which it would not have held, by the steps of the rules
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessTime(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant since,
        String reason,
        @Nullable ScopeExpression scope,
        boolean masked,
        List<String> maskedFields,
        @Nullable ProfileThen profile,
        @Nullable PastEvent grantedBy,
        @Nullable PastEvent changedBy,
        @Nullable PastEvent endedBy,
        @Nullable String endedBecause,
        List<Because> because) {

    public AccessTime {
        maskedFields = List.copyOf(maskedFields);
        because = List.copyOf(because);
    }

    /// A profile at a revision.
    public record ProfileThen(ProfileId id, String name, long revision) {}

    /// A necessary condition and the event that said so.
    ///
    /// @param step of the rules, 1 to 12
    /// @param kind which condition, as in explanations of decisions
    /// @param attribute of an attribute of the user: which
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Because(
            int step,
            String kind,
            @Nullable NodeKey node,
            @Nullable ScopeExpression scope,
            @Nullable AttributeKey attribute,
            PastEvent event) {}
}

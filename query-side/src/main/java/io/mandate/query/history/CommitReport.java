package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.access.difference.Change;
import io.mandate.access.difference.PermissionChange;
import io.mandate.access.difference.TierEffect;
import io.mandate.events.values.Position;
import io.mandate.query.user.ActorView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one commit did to users, page by page in the order of ids.
///
/// @param first its first event
/// @param position its last event
/// @param events how many it has
/// @param shown the first of them, at most 100; all of them are in the trail of its change set
/// @param affected how many users it affected
/// @param changes how many users it affected in which way
/// @param tiers what became of each licence pool
/// @param next what to send as `after` for the following page; absent: this is the last one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommitReport(
        Position first,
        Position position,
        long events,
        List<PastEvent> shown,
        long affected,
        Map<Change, Long> changes,
        List<TierEffect> tiers,
        List<UserEffect> items,
        @Nullable String next) {
    public CommitReport {
        shown = List.copyOf(shown);
        changes = Map.copyOf(changes);
        tiers = List.copyOf(tiers);
        items = List.copyOf(items);
    }

    /// A user and what changed for him.
    public record UserEffect(ActorView user, List<PermissionChange> permissions) {
        public UserEffect {
            permissions = List.copyOf(permissions);
        }
    }
}

package io.mandate.query.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.query.user.ActorView;
import io.mandate.query.user.ProfileUsageRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A profile in the list.
///
/// @param users how many persons have it, by status; suspended ones count for the delete guard, not for quotas. Like
/// services and pages only those are counted whom the reader may view, and none of it is told who may view nobody
/// @param services how many services have it
/// @param pages how many pages have it
/// @param summary what it permits, in a few words: `Orders: View; Invoices: View (own); 12 more`
/// @param tier the licence tier its users are in; null: none of its permissions needs one
/// @param revision the number of commits that changed it; what `If-Match` is compared with
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileListItem(
        String id,
        String name,
        @Nullable String description,
        @Nullable String code,
        @Nullable String roleType,
        @Nullable String associatedRole,
        @Nullable String permissionType,
        boolean maskSensitiveData,
        @Nullable Users users,
        @Nullable Long services,
        @Nullable Long pages,
        String summary,
        @Nullable String tier,
        long revision,
        Instant createdAt,
        Instant changedAt,
        ActorView changedBy) {

    /// Persons that have a profile.
    public record Users(long total, long active, long suspended, long invited) {
        static Users of(@Nullable ProfileUsageRow usage) {
            return usage == null
                    ? new Users(0, 0, 0, 0)
                    : new Users(
                            usage.active() + usage.suspended() + usage.invited(),
                            usage.active(),
                            usage.suspended(),
                            usage.invited());
        }
    }
}

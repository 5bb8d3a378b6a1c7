package io.mandate.access.difference;

import io.mandate.access.AccessView;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What changed for the users of a tenant between two views of it, in permissions on resources as a whole.
///
/// @param affected for how many users anything changed; exact, whatever part of them is listed
/// @param users for how many users anything changed in this way; ways that nobody met are absent
/// @param permissions for how many users each permission changed, by node and action
/// @param listed some of the affected users, by id
/// @param more whether there are affected users after those listed
/// @param tiers what became of each licence pool, also of those that stayed the same
public record AccessDifference(
        long affected,
        Map<Change, Long> users,
        List<PermissionCount> permissions,
        List<UserChange> listed,
        boolean more,
        List<TierEffect> tiers) {
    public AccessDifference {
        users = Collections.unmodifiableMap(new EnumMap<>(users));
        permissions = List.copyOf(permissions);
        listed = List.copyOf(listed);
        tiers = List.copyOf(tiers);
    }

    /// Which of the affected users are listed.
    ///
    /// @param after only those whose id comes after; null: from the first
    /// @param most at most so many, 1 or more
    /// @param listable whom to list; all are counted
    public record Excerpt(@Nullable UserId after, int most, Predicate<UserId> listable) {
        /// Everybody may be listed.
        public Excerpt(@Nullable UserId after, int most) {
            this(after, most, everybody -> true);
        }
    }

    /// The difference for the whole tenant. Walks over all users once.
    ///
    /// @param before the earlier view
    /// @param after the later one of the same tenant, or a preview of changes on it
    public static AccessDifference between(AccessView before, AccessView after, Excerpt excerpt) {
        Standings standings = new Standings(before, after);
        Tally tally = new Tally(excerpt);
        // Nobody ever leaves a history, so whoever is before is after, too.
        for (Subject is : after.users()) {
            Subject was = before.cohort(is.id()) == null ? null : before.user(is.id());
            tally.add(is.id(), standings.of(is.id(), was, is));
        }
        return tally.difference(TierEffect.between(before, after));
    }

    /// What changed for one user, in the catalog's order; empty for one who is in neither view.
    public static List<PermissionChange> ofUser(AccessView before, AccessView after, UserId user) {
        return new Standings(before, after).of(user, before.user(user), after.user(user));
    }

    /// What changed in what a profile gives, whoever has it, in the catalog's order; a profile that is not there, or
    /// not any more, gives nothing.
    public static List<PermissionChange> ofProfile(AccessView before, AccessView after, ProfileId profile) {
        return new Permissions(before, after).changed(before, given(profile), after, given(profile));
    }

    private static Permissions.Holding given(ProfileId id) {
        return (view, node, action) -> {
            Profile profile = view.profile(id);
            return profile == null ? null : given(view, profile, node, action);
        };
    }

    private static @Nullable Held given(AccessView view, Profile profile, NodeKey node, ActionName action) {
        return ProfileGrants.gives(view, profile, node, action)
                ? ProfileGrants.given(view, profile, node, action)
                        .map(given -> Held.of(view, given, given.scope()))
                        .orElse(null)
                : null;
    }
}

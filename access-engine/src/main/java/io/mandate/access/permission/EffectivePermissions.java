package io.mandate.access.permission;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that a user may do, one by one: each is exactly what a decision would say.
///
/// @param affectedAt the last position that may have changed any of it: of the user, the profile, the catalog or the
///     tenant
/// @param permissions in the catalog's own order; none for a user who is not active
public record EffectivePermissions(long affectedAt, List<Permission> permissions) {

    public EffectivePermissions {
        permissions = List.copyOf(permissions);
    }

    /// Empty if there never was such a user.
    public static Optional<EffectivePermissions> of(AccessView view, UserId user) {
        Subject subject = view.user(user);
        if (subject == null) {
            return Optional.empty();
        }
        List<Permission> allowed = new ArrayList<>();
        for (CatalogNode node : view.catalog().nodes()) {
            for (ActionName action : node.definition().supportedActions().actions()) {
                Decision decision = AccessRules.decide(view, Question.about(user, node.key(), action));
                if (decision.allowed()) {
                    allowed.add(new Permission(node.key(), action, decision));
                }
            }
        }
        return Optional.of(new EffectivePermissions(affectedAt(view, subject), allowed));
    }

    /// The last position that may have changed what a user may do, sees or has set.
    public static long affectedAt(AccessView view, Subject subject) {
        Profile profile = subject.profile() == null ? null : view.everProfile(subject.profile());
        long ground = Math.max(view.catalog().seq(), view.tenantState().seq());
        return Math.max(Math.max(subject.seq(), ground), profile == null ? 0 : profile.seq());
    }
}

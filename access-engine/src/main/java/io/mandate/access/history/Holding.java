package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Question;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all active principals with the same role of their own and the same profile may do to resources as a whole, and
/// the events behind it that are not their own. What belongs to one of them alone comes on top: his own events, and
/// his perimeter, which narrows every scope unless the reason is SUPERUSER.
///
/// @param permissions by node and action
public record Holding(@Nullable RoleKey role, @Nullable ProfileId profile, List<Permission> permissions) {
    public Holding {
        permissions = List.copyOf(permissions);
    }

    /// @param decision what is decided for one without a perimeter
    /// @param because the events without any of which it would not be so, by the steps of the rules
    public record Permission(NodeKey node, ActionName action, Decision decision, List<Finding> because) {
        public Permission {
            because = List.copyOf(because);
        }
    }

    /// @param somebody any active principal with this role and profile
    static Holding of(AccessView view, @Nullable RoleKey role, @Nullable ProfileId profile, UserId somebody) {
        Profile living = profile == null ? null : view.profile(profile);
        List<Permission> permissions = new ArrayList<>();
        for (CatalogNode node : view.catalog().nodes()) {
            for (ActionName action : node.definition().supportedActions().actions()) {
                Decision decision = AccessRules.ofRoleAndProfile(view, role, living, node.key(), action);
                if (decision.allowed()) {
                    permissions.add(new Permission(
                            node.key(),
                            action,
                            decision,
                            shared(role, Held.at(view, Question.about(somebody, node.key(), action)))));
                }
            }
        }
        permissions.sort(Comparator.comparing(Permission::node).thenComparing(Permission::action));
        return new Holding(role, profile, permissions);
    }

    private static List<Finding> shared(@Nullable RoleKey role, Held held) {
        return held.because().stream()
                .filter(finding -> switch (finding.kind()) {
                    case USER_EXISTS, USER_ACTIVE, SUPERUSER, PROFILE, PERIMETER, USER_ATTRIBUTE -> false;
                    case ROLE -> role == null; // then it comes with the profile
                    default -> true;
                })
                .toList();
    }
}

package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import org.jspecify.annotations.Nullable;

/// May this user do this? A pure function of a view and a question: the same for both gives the same, for ever.
public final class AccessRules {
    private AccessRules() {}

    /// Decides by the version of the rules in force at the view's position. Never null; whatever is unknown is a
    /// reason to deny.
    public static Decision decide(AccessView view, Question question) {
        return RulesVersions.version(view.tenantState().rulesVersion()).decide(view, question);
    }

    /// What an active principal is told about the resource as a whole that has no perimeter, this role of its own and
    /// this living profile. Where the principal's own events decide, the decision names none.
    public static Decision ofRoleAndProfile(
            AccessView view, @Nullable RoleKey role, @Nullable Profile profile, NodeKey resource, ActionName action) {
        return RulesVersions.version(view.tenantState().rulesVersion())
                .ofRoleAndProfile(view, role, profile, resource, action);
    }
}

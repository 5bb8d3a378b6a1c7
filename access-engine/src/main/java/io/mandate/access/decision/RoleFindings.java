package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Defined;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.user.Subject;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.values.RoleKey;
import java.util.ArrayList;
import java.util.List;

/// What the catalog says about a user's role, which counts like any other condition: a type can make its users
/// superusers, or have no profiles.
public final class RoleFindings {
    private RoleFindings() {}

    /// Those about the role that the user of the question has; none, if there is no such user or role.
    public static List<Finding> of(AccessView view, Question question) {
        Subject subject = view.user(question.user());
        RoleKey role = subject == null
                ? null
                : TwelveSteps.effectiveRole(
                        subject.role(), subject.profile() == null ? null : view.profile(subject.profile()));
        Defined<RoleDefinition> defined =
                role == null ? null : view.catalog().roles().get(role);
        if (defined == null) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        found.add(new Finding(6, Kind.ROLE_DEFINED, true, null, defined.seq(), null));
        Defined<RoleTypeDefinition> type =
                view.catalog().roleTypes().get(defined.definition().roleType());
        if (type != null) {
            found.add(new Finding(6, Kind.ROLE_TYPE_DEFINED, true, null, type.seq(), null));
        }
        return found;
    }
}

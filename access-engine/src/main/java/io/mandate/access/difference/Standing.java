package io.mandate.access.difference;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that decides about one user's permissions on resources as a whole. Users who stand equally may do the same,
/// so one of them is asked for all.
///
/// @param cohort null: there is no such user
/// @param attributes the decisive attributes, perhaps none, where they differ on the other side; else null, whatever
///     they are
record Standing(
        @Nullable Cohort cohort,
        @Nullable ScopeExpression perimeter,
        @Nullable Map<AttributeKey, String> attributes) {
    static final Standing NOBODY = new Standing(null, null, null);

    /// @param other the same user on the other side
    static Standing of(@Nullable Subject subject, @Nullable Subject other) {
        if (subject == null) {
            return NOBODY;
        }
        boolean moved = other != null && !other.attributes().equals(subject.attributes());
        return new Standing(subject.cohort(), subject.perimeter(), moved ? subject.attributes() : null);
    }

    @Nullable
    Profile profile(AccessView view) {
        return cohort == null || cohort.profile() == null ? null : view.profile(cohort.profile());
    }

    /// What `somebody`, who stands like this in the view, holds of a permission; null for nothing.
    @Nullable
    Held held(AccessView view, UserId somebody, NodeKey node, ActionName action) {
        if (cohort == null) {
            return null;
        }
        Decision decision = AccessRules.decide(view, Question.about(somebody, node, action));
        if (decision.allowed()) {
            return new Held(own(decision.scope()), decision.maskedFields(), decision.visibleCharacters(), null);
        }
        return decision.reason() == Reason.CONDITION_NOT_MET ? underCondition(view, cohort, node, action) : null;
    }

    private @Nullable Held underCondition(AccessView view, Cohort of, NodeKey node, ActionName action) {
        return ProfileGrants.given(view, of.role(), profile(view), node, action)
                .map(given -> Held.of(
                        view, given, own(Scopes.both(given.scope(), perimeter == null ? Scopes.ALL : perimeter))))
                .orElse(null);
    }

    private ScopeExpression own(ScopeExpression scope) {
        return attributes == null ? scope : OwnValues.in(scope, attributes);
    }
}

package io.mandate.access.decision;

import io.mandate.access.AccessView;

/// May this user do this? A pure function of a view and a question: the same for both gives the same, for ever.
public final class AccessRules {
    private AccessRules() {}

    /// Decides by the version of the rules in force at the view's position. Never null; whatever is unknown is a
    /// reason to deny.
    public static Decision decide(AccessView view, Question question) {
        return RulesVersions.version(view.tenantState().rulesVersion()).decide(view, question);
    }
}

package io.mandate.query.position;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;

/// The right that a read needs: an action on a node of the administration.
public record Permission(NodeKey node, ActionName action) {
    public static final Permission VIEW_PROFILES = view("profiles");
    public static final Permission VIEW_USERS = view("users");
    public static final Permission VIEW_TOKENS = view("tokens");
    public static final Permission VIEW_LICENCE = view("licence");
    public static final Permission VIEW_RECORDS = view("records");

    private static Permission view(String what) {
        return new Permission(new NodeKey("administration/" + what), new ActionName("view"));
    }

    /// Decides for the caller; refused with NOT_PERMITTED.
    Decision require(AccessView view, UserId caller) {
        Decision decision = AccessRules.decide(view, Question.about(caller, node, action));
        if (!decision.allowed()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED,
                    "action",
                    action,
                    "resource",
                    node,
                    "decisionReason",
                    decision.reason()));
        }
        return decision;
    }
}

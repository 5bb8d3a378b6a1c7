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
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;

/// The right that a read needs: an action on a node of the administration.
public record Permission(NodeKey node, ActionName action) {
    public static final Permission VIEW_PROFILES = view("profiles");
    public static final Permission VIEW_USERS = view("users");
    public static final Permission VIEW_TOKENS = view("tokens");
    public static final Permission VIEW_LICENCE = view("licence");
    public static final Permission VIEW_RECORDS = view("records");
    public static final Permission VIEW_TRAIL = view("audit");
    public static final Permission EXPORT_TRAIL = new Permission(VIEW_TRAIL.node, new ActionName("export"));
    public static final Permission READ_PAST = new Permission(VIEW_TRAIL.node, new ActionName("history"));

    /// The reason for which it is refused to whoever holds it for some records only.
    private static final String OUT_OF_RECORD_SCOPE = "OUT_OF_RECORD_SCOPE";

    private static Permission view(String what) {
        return new Permission(new NodeKey("administration/" + what), new ActionName("view"));
    }

    /// Decides for the caller; refused with NOT_PERMITTED.
    Decision require(AccessView view, UserId caller) {
        Decision decision = decide(view, caller);
        if (!decision.allowed()) {
            throw refused(decision.reason().name());
        }
        return decision;
    }

    /// Whether the caller holds it without any condition. The trail and the past have no records that a scope or a
    /// perimeter could pick from: who may see only some of them may see nothing.
    public boolean whole(AccessView view, UserId caller) {
        Decision decision = decide(view, caller);
        return decision.allowed() && !decision.conditional();
    }

    /// Refused with NOT_PERMITTED unless the caller holds it without any condition, as [#whole].
    public void requireWhole(AccessView view, UserId caller) {
        if (require(view, caller).conditional()) {
            throw refused(OUT_OF_RECORD_SCOPE);
        }
    }

    /// Whether the caller holds it for that record.
    public boolean reaches(AccessView view, UserId caller, RecordId record) {
        return AccessRules.decide(view, Question.about(caller, node, action, record))
                .allowed();
    }

    /// What is decided for the caller.
    Decision decide(AccessView view, UserId caller) {
        return AccessRules.decide(view, Question.about(caller, node, action));
    }

    private RejectedException refused(String reason) {
        return new RejectedException(Rejection.of(
                RejectionCode.NOT_PERMITTED, "action", action, "resource", node, "decisionReason", reason));
    }
}

package io.mandate.query.replay;

import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may what about replays. Operators: everything, for all tenants. Whoever may see the whole audit trail of a
/// tenant: have the models of that tenant made again and compared, and see what came of it; what is read by all
/// tenants he changes never.
@Component
class ReplayRights {
    private static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ActionName VIEW = new ActionName("view");

    private final LiveIndex live;

    ReplayRights(LiveIndex live) {
        this.live = live;
    }

    /// The tenant that this caller's replays are limited to; null: none. Refused with NOT_PERMITTED.
    @Nullable
    TenantId requireScope(Caller caller) {
        if (caller.operator()) {
            return null;
        }
        Decision decision = AccessRules.decide(
                live.now(caller.tenant()), Question.about(caller.actor().id(), AUDIT, VIEW));
        if (!decision.allowed() || decision.conditional()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED,
                    "action",
                    VIEW,
                    "resource",
                    AUDIT,
                    "decisionReason",
                    decision.allowed() ? "OUT_OF_RECORD_SCOPE" : decision.reason()));
        }
        return caller.tenant();
    }

    /// Whether this caller may see a replay at all; what he may not see does not exist for him.
    static boolean sees(@Nullable TenantId scope, Replay replay) {
        return scope == null || scope.equals(replay.tenant());
    }
}

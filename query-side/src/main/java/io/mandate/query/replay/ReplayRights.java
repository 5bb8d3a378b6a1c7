package io.mandate.query.replay;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import io.mandate.query.position.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may what about replays. Operators: for all tenants, seeing them with the view of tenants and wishing anything
/// with the edit of them. Whoever may see the whole audit trail of a
/// tenant: have the models of that tenant made again and compared, and see what came of it; what is read by all
/// tenants he changes never.
@Component
class ReplayRights {
    private final LiveIndex live;
    private final Operators operators;

    ReplayRights(LiveIndex live, Operators operators) {
        this.live = live;
        this.operators = operators;
    }

    /// The tenant that what this caller sees of replays is limited to; null: none. Refused with NOT_PERMITTED.
    @Nullable
    TenantId requireSight(Caller caller) {
        return scope(caller, Operators.VIEW);
    }

    /// The tenant that what this caller wishes of replays is limited to; null: none. Refused with NOT_PERMITTED.
    @Nullable
    TenantId requireWish(Caller caller) {
        return scope(caller, Operators.EDIT);
    }

    private @Nullable TenantId scope(Caller caller, ActionName asOperator) {
        if (caller.operator()) {
            operators.require(caller, asOperator);
            return null;
        }
        Permission.VIEW_TRAIL.requireWhole(
                live.atHead(caller.tenant()), caller.actor().id());
        return caller.tenant();
    }

    /// Whether this caller may see a replay at all; what he may not see does not exist for him.
    static boolean sees(@Nullable TenantId scope, Replay replay) {
        return scope == null || scope.equals(replay.tenant());
    }
}

package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.Question;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.MomentReports.Moment;
import io.mandate.store.StoreId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What was decided at one moment, for whoever may read the past.
@Component
public class DecisionReports {
    private final PastViews views;
    private final StoreId store;

    DecisionReports(PastViews views, StoreId store) {
        this.views = views;
        this.store = store;
    }

    /// Could this user do this?
    ///
    /// @param node a node, or an alias of one
    /// @param record one record, with what was registered of it; null: the resource as a whole
    public record Could(
            UserId user,
            String node,
            ActionName action,
            @Nullable RecordId record) {}

    /// Refused with NODE_UNKNOWN if there was no such node.
    ///
    /// @param note of the question; written before anything is told, whether by an answer or by a refusal
    public DecisionThen of(Caller caller, Could could, Moment moment, MinPosition atLeast, Runnable note) {
        AccessView head = views.atHead(caller.tenant(), atLeast);
        PastReads.require(head, caller);
        AccessView then = moment.of(views, head);
        CatalogNode known = then.catalog().nodeByNameOrAlias(could.node());
        NodeKey node = known == null ? new NodeKey(could.node()) : known.key();
        note.run();
        if (known == null) {
            throw new RejectedException(Rejection.of(RejectionCode.NODE_UNKNOWN, "node", node));
        }
        Question question = new Question(could.user(), node, could.action(), could.record(), null, Map.of());
        return DecisionThen.of(then, question, store);
    }
}

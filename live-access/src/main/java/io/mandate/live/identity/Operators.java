package io.mandate.live.identity;

import io.mandate.access.decision.OwnRecords;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import java.util.Optional;

/// What operators may do to the installation: a decision over the catalog of their own tenant. Living there is no
/// right.
@FunctionalInterface
public interface Operators {
    /// The node of that catalog that stands for the tenants of the installation, and for what they have in common.
    NodeKey TENANTS = OwnRecords.TENANTS;

    /// To see how the installation stands.
    ActionName VIEW = new ActionName("view");

    /// To change how all tenants are served, not what they say.
    ActionName EDIT = new ActionName("edit");

    /// Why this caller may not, at the head that the operators' tenant has in the store; empty: he may.
    Optional<String> refusal(Caller caller, ActionName action);

    /// The same as far as this process has heard, for what must be seen while the store is away: its measures.
    default boolean mayAsFarAsKnown(Caller caller, ActionName action) {
        return refusal(caller, action).isEmpty();
    }

    /// Refuses with NOT_PERMITTED and the reason of the decision.
    default void require(Caller caller, ActionName action) {
        refusal(caller, action).ifPresent(reason -> {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED, "action", action, "resource", TENANTS, "decisionReason", reason));
        });
    }
}

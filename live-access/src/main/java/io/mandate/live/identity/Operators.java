package io.mandate.live.identity;

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
    NodeKey TENANTS = new NodeKey("operations/tenants");

    /// To see how the installation stands.
    ActionName VIEW = new ActionName("view");

    /// To change how all tenants are served, not what they say.
    ActionName EDIT = new ActionName("edit");

    /// Why this caller may not; empty: he may.
    Optional<String> refusal(Caller caller, ActionName action);

    default boolean may(Caller caller, ActionName action) {
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

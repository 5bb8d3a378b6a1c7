package io.mandate.command.invariants;

import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.UserId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Nobody suspends or deletes himself.
@Component
@Order(1)
class SelfSuspension implements PostCondition {
    @Override
    public void check(Aftermath aftermath) {
        UserId giver = aftermath.giver();
        for (DomainEvent event : aftermath.events()) {
            boolean self = switch (event) {
                case UserSuspended e -> e.user().equals(giver);
                case UserDeleted e -> e.user().equals(giver);
                default -> false;
            };
            if (giver != null && self) {
                throw new RejectedException(Rejection.of(RejectionCode.SELF_SUSPENSION, "user", giver));
            }
        }
    }
}

package io.mandate.command.invariants;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.token.TokenEvent.TokenIssued;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Nobody is locked out from the beginning: whoever is given a token together with the tenant has all that it
/// must have somebody for, or nobody in it could ever change what is missing.
@Component
@Order(11)
class TenantBegins implements PostCondition {
    private static final String PLACE = "firstAdministrator";

    @Override
    public void check(Aftermath aftermath) {
        if (aftermath.events().stream().noneMatch(TenantRegistered.class::isInstance)
                || aftermath.events().stream().noneMatch(TokenIssued.class::isInstance)) {
            return;
        }
        List<String> missing = Stewardship.missing(aftermath.after()).stream()
                .map(each -> "nobody could " + each.what() + ": the first administrator needs "
                        + String.join(", ", each.needed()))
                .toList();
        if (!missing.isEmpty()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.CATALOG_INVALID,
                    "place",
                    PLACE,
                    "rule",
                    missing.getFirst(),
                    "problems",
                    missing.stream().map(each -> "/" + PLACE + ": " + each).toList()));
        }
    }
}

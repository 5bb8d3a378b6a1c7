package io.mandate.command.user;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.AccessView;
import io.mandate.command.rules.Decision;
import io.mandate.command.user.UserState.Living;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.values.RoleKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who a person is elsewhere.
final class IdentityRules {
    private IdentityRules() {}

    static Decision<UserEvent> decide(Living user, LinkIdentity command, AccessView head) {
        Identity before = user.person().identity();
        if (command.identity().equals(before)) {
            return unchanged();
        }
        Optional<Rejection> refusal = refusal(user, command.identity(), head);
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        UserEvent linked = new ExternalIdentityLinked(command.user(), command.identity());
        return before == null
                ? accept(linked)
                : accept(new ExternalIdentityUnlinked(command.user(), before.provider()), linked);
    }

    static Decision<UserEvent> decide(Living user, UnlinkIdentity command, AccessView head) {
        Identity before = user.person().identity();
        if (before == null) {
            return unchanged();
        }
        return refusal(user, null, head)
                .<Decision<UserEvent>>map(Decision::reject)
                .orElseGet(() -> accept(new ExternalIdentityUnlinked(command.user(), before.provider())));
    }

    private static Optional<Rejection> refusal(Living user, @Nullable Identity identity, AccessView head) {
        if (user.kind() != PrincipalKind.USER) {
            return Optional.of(Rejection.of(
                    RejectionCode.FIELD_INVALID, "field", "identity", "rule", "services and pages have no identity"));
        }
        RoleKey role = RoleFit.effective(head, user.place().role(), user.place().profile());
        return IdentityFit.refusal(head, role, identity).or(() -> IdentityFit.othersId(head, user.user(), identity));
    }
}

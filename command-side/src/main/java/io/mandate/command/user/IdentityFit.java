package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a person of some role may be kept (domain 1.2, secondary CIAM).
final class IdentityFit {
    private static final int LONGEST = 1_000;

    private IdentityFit() {}

    /// Why a person of this effective role cannot have this identity, or cannot be without one.
    static Optional<Rejection> refusal(AccessView head, @Nullable RoleKey role, @Nullable Identity identity) {
        boolean localOnly = head.catalog().localOnly(role);
        if (identity != null && localOnly) {
            return Optional.of(refusal(RejectionCode.IDENTITY_MUST_BE_LOCAL, role));
        }
        if (identity == null && !localOnly && secondary(head)) {
            return Optional.of(refusal(RejectionCode.IDENTITY_MUST_EXIST_FIRST, role));
        }
        return identity == null ? Optional.empty() : malformed(identity);
    }

    /// Why this cannot be who the user is at a provider: it is another user's id, and he comes in by it. Whoever is
    /// linked there, or kept here alone, does not.
    static Optional<Rejection> othersId(AccessView head, UserId user, @Nullable Identity identity) {
        if (identity == null) {
            return Optional.empty();
        }
        return asId(identity)
                .filter(named -> !named.equals(user))
                .flatMap(named -> Optional.ofNullable(head.user(named)))
                .filter(named -> comesInById(head, named, identity.provider()))
                .map(_ -> Rejection.of(
                        RejectionCode.IDENTITY_TAKEN, "field", "identity", "provider", identity.provider()));
    }

    private static boolean comesInById(AccessView head, Subject named, String provider) {
        return named.kind() == PrincipalKind.USER
                && named.status() != UserStatus.DELETED
                && !provider.equals(named.identityProvider())
                && !head.catalog().localOnly(RoleFit.effective(head, named.role(), named.profile()));
    }

    private static Optional<UserId> asId(Identity identity) {
        try {
            return Optional.of(new UserId(String.valueOf(identity.subject().clear())));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private static Rejection refusal(RejectionCode code, @Nullable RoleKey role) {
        Rejection refusal = Rejection.of(code, "field", "identity");
        return role == null ? refusal : refusal.with("role", role);
    }

    private static boolean secondary(AccessView head) {
        return head.tenantState().policy(Policy.IDENTITY_MODE).equals("SECONDARY_CIAM");
    }

    private static Optional<Rejection> malformed(Identity identity) {
        if (!Texts.fits(identity.provider(), 128)) {
            return Optional.of(Texts.refusal("identity.provider", 128));
        }
        return Texts.fits(identity.subject().clear(), LONGEST)
                ? Optional.empty()
                : Optional.of(Texts.refusal("identity.subject", LONGEST));
    }
}

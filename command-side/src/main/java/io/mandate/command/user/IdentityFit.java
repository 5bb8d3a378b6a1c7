package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.Identity;
import io.mandate.events.values.RoleKey;
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

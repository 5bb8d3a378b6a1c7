package io.mandate.live.identity;

import io.mandate.events.token.TokenRight;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, as its credential proves. The tenant comes from here and from nowhere else.
///
/// @param tenant whose data the caller sees; the system tenant for operators
/// @param actor the principal
/// @param token the token shown; null: another credential, such as one of an identity provider
/// @param rights what the token may do beside what the principal's profile allows
/// @param operator whether it is an operator of the installation
public record Caller(TenantId tenant, Actor actor, @Nullable TokenId token, Set<TokenRight> rights, boolean operator) {
    /// The tenant whose users are the operators of the installation.
    public static final TenantId SYSTEM_TENANT = new TenantId("system");

    public Caller {
        rights = Set.copyOf(rights);
    }

    public boolean holds(TokenRight right) {
        return rights.contains(right);
    }
}

package io.mandate.command.token;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.user.UserRights;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A principal gets a credential.
///
/// @param token always generated, never chosen: so a repeated request, whose answer names the first token, is told from
///     the one whose secret may be shown
/// @param principal a person or a service of this tenant; pages do not act
/// @param secretSha256 SHA-256 of the secret, 64 hexadecimal digits
/// @param rights beside those of the principal's profile; null: what its kind has by default, for services
///     ASK_ABOUT_OTHERS and ASSERT_PROPERTIES, for persons none
/// @param expiresAt null: until it is revoked
public record IssueToken(
        TenantId tenant,
        TokenId token,
        UserId principal,
        String secretSha256,
        @Nullable Set<TokenRight> rights,
        @Nullable Instant expiresAt)
        implements TokenCommand {

    public IssueToken {
        rights = rights == null ? null : Set.copyOf(rights);
    }

    /// On the token as it will be: one of its principal.
    @Override
    public RequiredRight right(AccessView head) {
        return TokenRecord.right(head, this, ISSUE, principal);
    }

    /// Nobody comes in as a principal whom he may not even see.
    @Override
    public List<RequiredRight> rights(AccessView head) {
        return List.of(right(head), UserRights.asItIs(head, principal, VIEW));
    }
}

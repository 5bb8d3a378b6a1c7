package io.mandate.command.token;

import io.mandate.access.AccessView;
import io.mandate.command.gate.OperatorCommand;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.licence.TenantRecord;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.List;

/// An administrator whose tenant has no way in any more gets a credential that ends soon, with which he issues another
/// one. No request over HTTP leads here: it takes the machine of the store as well as an operator.
///
/// @param administrator who can do something that the tenant must keep somebody for
/// @param secretSha256 SHA-256 of the secret, 64 hexadecimal digits
public record ReadmitAdministrator(
        TenantId tenant, TokenId token, UserId administrator, String secretSha256, Instant expiresAt)
        implements TokenCommand, OperatorCommand {

    /// Letting the first administrator in and letting one in again is one duty.
    @Override
    public RequiredRight right(AccessView head) {
        return TenantRecord.right("create", tenant);
    }

    @Override
    public List<RequiredRight> rights(AccessView head) {
        return TenantRecord.ending(tenant);
    }
}

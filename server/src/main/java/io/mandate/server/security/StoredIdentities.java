package io.mandate.server.security;

import io.mandate.events.user.Identity;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.envelope.IdentityHash;
import io.mandate.store.envelope.UsernameHash;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks identities up where the commands that link them keep them unique: by a keyed hash, in the transaction of the
/// command. So what was unlinked on whatever node stands for nobody from its commit on.
///
/// @param database any connection to the store
/// @param hash makes the form that is kept
record StoredIdentities(JdbcClient database, UsernameHash hash) implements LinkedIdentities {
    @Override
    public Optional<UserId> user(TenantId tenant, Identity identity) {
        return IdentityHash.of(hash, tenant, identity)
                .flatMap(hashed -> database.sql(
                                "SELECT principal FROM mandate.external_identity WHERE tenant = ? AND hash = ?")
                        .params(tenant.value(), hashed)
                        .query((row, _) -> new UserId(row.getString(1)))
                        .optional());
    }

    @Override
    public boolean linked(TenantId tenant, UserId user, String provider) {
        return database.sql("SELECT EXISTS (SELECT FROM mandate.external_identity"
                        + " WHERE tenant = ? AND principal = ? AND provider = ?)")
                .params(tenant.value(), user.value(), provider)
                .query(Boolean.class)
                .single();
    }
}

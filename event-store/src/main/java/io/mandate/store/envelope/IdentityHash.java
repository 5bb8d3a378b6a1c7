package io.mandate.store.envelope;

import io.mandate.events.user.Identity;
import io.mandate.events.values.TenantId;
import java.util.Optional;

/// The form under which a person's identity elsewhere is looked up without being kept: one for each provider and
/// subject of a tenant.
public final class IdentityHash {
    private IdentityHash() {}

    /// 32 bytes; empty where the subject was erased, and where the tenant has no key: nobody is known by it.
    public static Optional<byte[]> of(UsernameHash hash, TenantId tenant, Identity identity) {
        return identity.subject().text().flatMap(subject -> hash.find(tenant, form(identity.provider(), subject)));
    }

    /// Provider and subject exactly as the provider writes them, for OpenID subjects are case sensitive. The
    /// length of the provider goes first, so that no two identities share a form.
    private static String form(String provider, String subject) {
        return "identity:" + provider.length() + ":" + provider + subject;
    }
}

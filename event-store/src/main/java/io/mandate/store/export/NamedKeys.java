package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.codec.SealedKeys;
import io.mandate.store.envelope.CarriedTenantKey;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.KeyTransport;
import io.mandate.store.envelope.Opener;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys that imported rows name. With the file of keys each of them must have come along.
/// Without, each counts as destroyed: were it made again under the same name, it would not open
/// what the old one sealed.
final class NamedKeys {
    private final KeyTransport keys;
    private final TenantId tenant;
    private final Optional<CarriedTenantKey> carried;

    NamedKeys(KeyTransport keys, TenantId tenant, Optional<KeysFile> file) {
        this.keys = keys;
        this.tenant = tenant;
        this.carried = file.map(KeysFile::tenantKey);
    }

    /// What opens texts in there. Keys of operators are of another tenant, and may be of another store.
    Opener require(List<byte[]> json) {
        Set<KeyRef> named = new HashSet<>();
        json.forEach(one -> SealedKeys.collect(tenant, one, named));
        named.removeIf(key -> !key.tenant().equals(tenant));
        if (named.isEmpty()) {
            return Opener.NOTHING;
        }
        if (carried.isEmpty()) {
            keys.destroyed(tenant, named);
            return Opener.NOTHING;
        }
        keys.firstMissing(tenant, named).ifPresent(id -> {
            throw new ImportRefusedException("the file of keys is not of this export: it has no key " + id);
        });
        return keys.opener(carried.get(), named);
    }
}

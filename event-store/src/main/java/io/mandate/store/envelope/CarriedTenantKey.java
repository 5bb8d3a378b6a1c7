package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.TenantKeys.TenantKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The key of a tenant on its way from one store to another, unwrapped. It never leaves the process.
/// That of a tenant that has ended stands for none: it opens nothing, and makes only the seal.
public final class CarriedTenantKey {
    private static final byte[] LABEL = "mandate/keys-file/".getBytes(StandardCharsets.UTF_8);

    private final TenantId tenant;
    private final byte[] halves;
    private final TenantKey key;
    private final boolean destroyed;

    CarriedTenantKey(TenantId tenant, int version, byte[] halves, boolean destroyed) {
        this.tenant = tenant;
        this.halves = halves;
        this.key = new TenantKey(version, halves);
        this.destroyed = destroyed;
    }

    /// Whether it opens the key of that person or reason, which nobody but this tenant could have
    /// wrapped.
    public boolean opens(CarriedKey carried) {
        byte[] wrapped = carried.wrapped();
        if (wrapped == null) {
            return true;
        }
        try {
            open(new KeyRef(tenant, carried.id()), wrapped);
            return true;
        } catch (DamagedTextException | IllegalArgumentException _) {
            return false;
        }
    }

    Cipher open(KeyRef subject, byte[] wrapped) {
        return new Cipher(key.wrapping().open(wrapped, SubjectKeys.place(subject)));
    }

    /// Hashes usernames as this tenant does.
    public UsernameHash usernames() {
        return (_, username) -> key.hash(username.getBytes(StandardCharsets.UTF_8));
    }

    /// What only this tenant can say of a digest: 32 bytes.
    public byte[] seal(byte[] digest) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        said.writeBytes(LABEL);
        said.writeBytes(digest);
        return key.hash(said.toByteArray());
    }

    /// Whether the tenant's key was destroyed, and this one made only for the file.
    public boolean destroyed() {
        return destroyed;
    }

    /// Which version it is in the store that it is taken out of.
    int version() {
        return key.version();
    }

    byte[] wrap(KeyRef subject, byte[] clear) {
        return key.wrapping().seal(clear, SubjectKeys.place(subject));
    }

    TenantId tenant() {
        return tenant;
    }

    byte[] halves() {
        return halves;
    }
}

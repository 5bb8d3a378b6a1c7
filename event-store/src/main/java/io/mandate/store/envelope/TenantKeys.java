package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The key of each tenant: one half wraps the keys of its people, the other half hashes usernames.
/// The first half has versions, the second stays as it is: it opens nothing.
@Component
public class TenantKeys {
    private final JdbcClient database;
    private final MasterKeys master;
    private final ConcurrentMap<TenantId, TenantKey> newest = new ConcurrentHashMap<>();
    private final ConcurrentMap<Version, TenantKey> unwrapped = new ConcurrentHashMap<>();

    TenantKeys(DataSource database, MasterKeys master) {
        this.database = JdbcClient.create(database);
        this.master = master;
    }

    private record Version(TenantId tenant, int number) {}

    /// Makes the key of a new tenant in the current transaction.
    public void create(TenantId tenant) {
        adopt(tenant, Cipher.randomBytes(2 * Cipher.KEY_BYTES));
    }

    /// Makes this the key of a new tenant in the current transaction.
    void adopt(TenantId tenant, byte[] key) {
        KeysMadeHere.mark();
        int epoch = master.active();
        database.sql("insert into mandate.tenant_key (tenant, epoch, wrapped) values (?, ?, ?)")
                .params(tenant.value(), epoch, master.wrap(epoch, key, place(tenant.value())))
                .update();
    }

    /// Says of a new tenant, in the current transaction, that its key is destroyed.
    void adoptDestroyed(TenantId tenant) {
        KeysMadeHere.mark();
        database.sql("insert into mandate.tenant_key (tenant, epoch, destroyed_at)"
                        + " values (?, ?, mandate.event_time())")
                .params(tenant.value(), master.active())
                .update();
    }

    /// The version that wraps.
    TenantKey of(TenantId tenant) {
        return find(tenant).orElseThrow(() -> new IllegalStateException("tenant " + tenant + " has no key"));
    }

    /// The version that wraps; empty where it was destroyed with its tenant.
    Optional<TenantKey> find(TenantId tenant) {
        TenantKey known = newest.get(tenant);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TenantKey> read = database.sql("""
                        select version, epoch, wrapped from mandate.tenant_key
                        where tenant = ? and wrapped is not null order by version desc limit 1""")
                .param(tenant.value())
                .query((row, _) -> unwrap(tenant, row.getInt(1), row.getInt(2), row.getBytes(3)))
                .optional();
        if (!KeysMadeHere.any()) {
            read.ifPresent(key -> newest.putIfAbsent(tenant, key));
        }
        return read;
    }

    /// Both halves of the newest version, as they were made; of a tenant that has ended, new ones that
    /// open nothing.
    CarriedTenantKey carried(TenantId tenant) {
        return database.sql("""
                        select version, epoch, wrapped from mandate.tenant_key
                        where tenant = ? order by version desc limit 1""")
                .param(tenant.value())
                .query((row, _) -> {
                    byte[] wrapped = row.getBytes(3);
                    byte[] halves = wrapped == null
                            ? Cipher.randomBytes(2 * Cipher.KEY_BYTES)
                            : master.unwrap(row.getInt(2), wrapped, place(tenant.value()));
                    return new CarriedTenantKey(tenant, row.getInt(1), halves, wrapped == null);
                })
                .optional()
                .orElseThrow(() -> new IllegalStateException("tenant " + tenant + " has no key"));
    }

    /// The version that something is wrapped under; it lives.
    TenantKey of(TenantId tenant, int version) {
        TenantKey known = unwrapped.get(new Version(tenant, version));
        if (known != null) {
            return known;
        }
        TenantKey read = database.sql("""
                        select version, epoch, wrapped from mandate.tenant_key
                        where tenant = ? and version = ? and wrapped is not null""")
                .params(tenant.value(), version)
                .query((row, _) -> unwrap(tenant, row.getInt(1), row.getInt(2), row.getBytes(3)))
                .optional()
                .orElseThrow(() ->
                        new IllegalStateException("tenant " + tenant + " has no version " + version + " of its key"));
        if (!KeysMadeHere.any()) {
            unwrapped.putIfAbsent(new Version(tenant, version), read);
        }
        return read;
    }

    /// Destroys all versions in the current transaction, for ever: nothing that was sealed in this
    /// tenant can be read any more, on whatever node.
    void destroy(TenantId tenant) {
        KeysMadeHere.mark();
        database.sql("""
                        update mandate.tenant_key set wrapped = null, destroyed_at = mandate.event_time()
                        where tenant = ? and wrapped is not null""").param(tenant.value()).update();
        forget(tenant);
    }

    /// Reads the key again when it is needed next.
    void forget(TenantId tenant) {
        newest.remove(tenant);
        unwrapped.keySet().removeIf(version -> version.tenant().equals(tenant));
    }

    /// Adds the version after the newest: a new wrapping half, wrapped under the epoch in use,
    /// beside the same hashing half. It is the newest from the commit of the current transaction
    /// on; false where the tenant's key is destroyed.
    boolean renew(TenantId tenant) {
        KeysMadeHere.mark();
        // One at a time: what follows on the newest version is decided by whoever has its row.
        return database.sql("""
                        select version, epoch, wrapped from mandate.tenant_key
                        where tenant = ? and wrapped is not null order by version desc limit 1 for update""")
                .param(tenant.value())
                .query((row, _) -> renewed(tenant, row.getInt(1), row.getInt(2), row.getBytes(3)))
                .optional()
                .isPresent();
    }

    private int renewed(TenantId tenant, int version, int epoch, byte[] wrapped) {
        String place = place(tenant.value());
        byte[] halves = master.unwrap(epoch, wrapped, place);
        int active = master.active();
        if (epoch < active) {
            System.arraycopy(Cipher.randomBytes(Cipher.KEY_BYTES), 0, halves, 0, Cipher.KEY_BYTES);
            database.sql("insert into mandate.tenant_key (tenant, version, epoch, wrapped) values (?, ?, ?, ?)")
                    .params(tenant.value(), version + 1, active, master.wrap(active, halves, place))
                    .update();
        }
        return version;
    }

    TenantKey unwrap(TenantId tenant, int version, int epoch, byte[] wrapped) {
        return new TenantKey(version, master.unwrap(epoch, wrapped, place(tenant.value())));
    }

    static String place(String tenant) {
        return "mandate/tenant/" + tenant;
    }

    /// One version of a tenant's key, unwrapped.
    static final class TenantKey {
        private final int version;
        private final Cipher wrapping;
        private final SecretKeySpec hashing;

        TenantKey(int version, byte[] halves) {
            this.version = version;
            this.wrapping = new Cipher(Arrays.copyOfRange(halves, 0, Cipher.KEY_BYTES));
            this.hashing = new SecretKeySpec(halves, Cipher.KEY_BYTES, Cipher.KEY_BYTES, "HmacSHA256");
        }

        int version() {
            return version;
        }

        Cipher wrapping() {
            return wrapping;
        }

        byte[] hash(byte[] text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(hashing);
                return mac.doFinal(text);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HmacSHA256", e);
            }
        }
    }
}

package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The key of each tenant: one half wraps the keys of its people, the other half hashes usernames.
@Component
public class TenantKeys {
    private final JdbcClient database;
    private final MasterKey master;
    private final ConcurrentMap<TenantId, TenantKey> unwrapped = new ConcurrentHashMap<>();

    TenantKeys(DataSource database, MasterKey master) {
        this.database = JdbcClient.create(database);
        this.master = master;
    }

    /// Makes the key of a new tenant in the current transaction.
    public void create(TenantId tenant) {
        adopt(tenant, Cipher.randomBytes(2 * Cipher.KEY_BYTES));
    }

    /// Makes this the key of a new tenant in the current transaction.
    void adopt(TenantId tenant, byte[] key) {
        KeysMadeHere.mark();
        int epoch = master.newest();
        database.sql("insert into mandate.tenant_key (tenant, epoch, wrapped) values (?, ?, ?)")
                .params(tenant.value(), epoch, master.wrap(epoch, key, place(tenant.value())))
                .update();
    }

    TenantKey of(TenantId tenant) {
        TenantKey known = unwrapped.get(tenant);
        if (known != null) {
            return known;
        }
        TenantKey read = read(tenant);
        if (!KeysMadeHere.any()) {
            unwrapped.putIfAbsent(tenant, read);
        }
        return read;
    }

    private TenantKey read(TenantId tenant) {
        return new TenantKey(halves(tenant));
    }

    /// Both halves, as they were made.
    byte[] halves(TenantId tenant) {
        return database.sql("select epoch, wrapped from mandate.tenant_key where tenant = ?")
                .param(tenant.value())
                .query((row, _) -> master.unwrap(row.getInt(1), row.getBytes(2), place(tenant.value())))
                .optional()
                .orElseThrow(() -> new IllegalStateException("tenant " + tenant + " has no key"));
    }

    static String place(String tenant) {
        return "mandate/tenant/" + tenant;
    }

    /// One tenant's key, unwrapped.
    static final class TenantKey {
        private final Cipher wrapping;
        private final SecretKeySpec hashing;

        TenantKey(byte[] halves) {
            this.wrapping = new Cipher(Arrays.copyOfRange(halves, 0, Cipher.KEY_BYTES));
            this.hashing = new SecretKeySpec(halves, Cipher.KEY_BYTES, Cipher.KEY_BYTES, "HmacSHA256");
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

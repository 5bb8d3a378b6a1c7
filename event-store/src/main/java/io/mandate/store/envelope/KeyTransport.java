package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.TenantKeys.TenantKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes the keys of a tenant out of this store and into another one. The keys of people stay
/// wrapped by the tenant's, exactly as they are; that one is wrapped by a [TransportKey] on the
/// way, and by the master key of the store where it arrives.
@Component
public class KeyTransport {
    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TenantKeys tenants;
    private final SubjectKeys subjects;

    KeyTransport(DataSource database, TenantKeys tenants, SubjectKeys subjects) {
        this.database = JdbcClient.create(database);
        this.batches = new JdbcTemplate(database);
        this.tenants = tenants;
        this.subjects = subjects;
    }

    /// The key of a tenant of this store.
    public CarriedTenantKey of(TenantId tenant) {
        return tenants.carried(tenant);
    }

    /// The key as it may lie in a file.
    public static byte[] wrapped(CarriedTenantKey key, TransportKey transport) {
        return transport.wrap(key.halves(), place(key.tenant(), key.destroyed()));
    }

    /// Unwraps what [#wrapped] gave; refused with [DamagedTextException] if the transport key is
    /// another one, or the bytes are.
    ///
    /// @param destroyed whether it stands for one that is destroyed, which no living one is taken for
    public static CarriedTenantKey unwrapped(
            TenantId tenant, byte[] wrapped, boolean destroyed, TransportKey transport) {
        return new CarriedTenantKey(tenant, 1, transport.unwrap(wrapped, place(tenant, destroyed)), destroyed);
    }

    /// The keys of people and reasons after that id, at most so many, in order, wrapped by exactly
    /// that key of the tenant: while it is being replaced, some are under another version of it.
    public List<CarriedKey> page(CarriedTenantKey by, String after, int limit) {
        return database.sql("""
            select k.key_id, k.wrapped, coalesce(k.destroyed_at, t.destroyed_at), t.version, t.epoch, t.wrapped
            from mandate.subject_key k
            left join mandate.tenant_key t on t.tenant = k.tenant and t.version = k.tenant_key
            where k.tenant = ? and k.key_id > ? order by k.key_id limit ?""")
                .params(by.tenant().value(), after, limit)
                .query((row, _) -> {
                    OffsetDateTime destroyed = row.getObject(3, OffsetDateTime.class);
                    return destroyed == null
                            ? new CarriedKey(row.getString(1), wrapped(by, row), null)
                            : new CarriedKey(row.getString(1), null, destroyed.toInstant());
                })
                .list();
    }

    /// From one row, for the version that it was wrapped under may go at any moment.
    private byte[] wrapped(CarriedTenantKey by, ResultSet row) throws SQLException {
        byte[] wrapped = row.getBytes(2);
        if (row.getInt(4) == by.version()) {
            return wrapped;
        }
        KeyRef key = new KeyRef(by.tenant(), row.getString(1));
        TenantKey other = tenants.unwrap(by.tenant(), row.getInt(4), row.getInt(5), row.getBytes(6));
        return by.wrap(key, other.wrapping().open(wrapped, SubjectKeys.place(key)));
    }

    /// Makes the carried key that of a new tenant of this store, in the current transaction.
    public void adopt(CarriedTenantKey key) {
        if (key.destroyed()) {
            tenants.adoptDestroyed(key.tenant());
        } else {
            tenants.adopt(key.tenant(), key.halves());
        }
    }

    /// Takes keys in, in the current transaction, those that are destroyed as such.
    public void adopt(TenantId tenant, List<CarriedKey> keys) {
        KeysMadeHere.mark();
        batches.batchUpdate(
                "insert into mandate.subject_key (tenant, key_id, wrapped, destroyed_at, tenant_key)"
                        + " values (?, ?, ?, ?, ?)",
                keys,
                1_000,
                (row, key) -> {
                    row.setString(1, tenant.value());
                    row.setString(2, key.id());
                    row.setBytes(3, key.wrapped());
                    if (key.destroyedAt() == null) {
                        row.setNull(4, Types.TIMESTAMP_WITH_TIMEZONE);
                        row.setInt(5, 1);
                    } else {
                        row.setObject(4, key.destroyedAt().atOffset(ZoneOffset.UTC));
                        row.setNull(5, Types.INTEGER);
                    }
                });
    }

    /// Makes a new key for a tenant that came without its own, in the current transaction.
    public void begin(TenantId tenant) {
        tenants.create(tenant);
    }

    /// Counts these keys as destroyed, in the current transaction, as far as they are not known.
    public void destroyed(TenantId tenant, Collection<KeyRef> keys) {
        database.sql("""
            insert into mandate.subject_key (tenant, key_id, destroyed_at)
            select ?, id, mandate.event_time() from unnest(?::text[]) id on conflict do nothing""").params(tenant.value(), ids(keys)).update();
    }

    /// Destroys a key that came along although the log says that it is destroyed, in the current
    /// transaction.
    public void destroy(KeyRef key) {
        subjects.destroy(key);
    }

    /// One of these keys that is not there, not even destroyed.
    public Optional<String> firstMissing(TenantId tenant, Collection<KeyRef> keys) {
        return database.sql("""
            select id from unnest(?::text[]) id where not exists (
              select from mandate.subject_key k where k.tenant = ? and k.key_id = id) order by id limit 1""")
                .params(ids(keys), tenant.value())
                .query((row, _) -> row.getString(1))
                .optional();
    }

    /// What opens texts under keys of a tenant that is not committed yet.
    public Opener opener(CarriedTenantKey carried, Collection<KeyRef> keys) {
        Map<KeyRef, Cipher> found = new HashMap<>();
        database.sql("""
            select key_id, wrapped from mandate.subject_key
            where tenant = ? and key_id = any(?::text[]) and wrapped is not null""").params(carried.tenant().value(), ids(keys)).query((ResultSet row) -> {
            KeyRef key = new KeyRef(carried.tenant(), row.getString(1));
            found.put(key, carried.open(key, row.getBytes(2)));
        });
        return new KeyRing(found);
    }

    private static String[] ids(Collection<KeyRef> keys) {
        return keys.stream().map(KeyRef::id).toArray(String[]::new);
    }

    private static String place(TenantId tenant, boolean destroyed) {
        return (destroyed ? "mandate/transport-destroyed/" : "mandate/transport/") + tenant;
    }
}

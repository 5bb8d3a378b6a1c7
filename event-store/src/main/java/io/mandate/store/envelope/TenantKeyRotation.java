package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.TenantKeys.TenantKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Replaces the keys of tenants that are wrapped under an older epoch of the master key, and wraps
/// what they wrap anew, while everybody works. Each method is one transaction of the caller; how
/// far it is, is in the tables, so that any node goes on at any time.
@Component
public class TenantKeyRotation {
    private final JdbcClient database;
    private final TenantKeys tenants;
    private final MasterKeyEpochs epochs;

    TenantKeyRotation(DataSource database, TenantKeys tenants, MasterKeyEpochs epochs) {
        this.database = JdbcClient.create(database);
        this.tenants = tenants;
        this.epochs = epochs;
    }

    /// The tenants whose key is yet to be replaced, or is being replaced.
    public List<TenantId> unfinished() {
        return database.sql("""
                        select tenant from mandate.tenant_key where wrapped is not null group by tenant
                        having max(epoch) < ? or count(*) > 1 order by tenant""")
                .param(epochs.active())
                .query((row, _) -> new TenantId(row.getString(1)))
                .list();
    }

    /// Gives a tenant a new version of its key, if the newest is wrapped under an older epoch.
    public void begin(TenantId tenant) {
        tenants.renew(tenant);
        SubjectKeys.afterCommit(() -> tenants.forget(tenant));
    }

    /// Wraps some of a tenant's keys by its newest version, in the order of their names.
    ///
    /// @param after the name that the last call answered; empty to begin
    /// @param limit at most so many, 1 or more
    /// @return the name to go on after; empty: there are no more
    public Optional<String> rewrap(TenantId tenant, String after, int limit) {
        TenantKey newest = tenants.of(tenant);
        List<Old> page = database.sql("""
                        select key_id, wrapped, tenant_key from mandate.subject_key
                        where tenant = ? and key_id > ? and tenant_key < ? and wrapped is not null order by key_id limit ? for update""")
                .params(tenant.value(), after, newest.version(), limit)
                .query((row, _) -> new Old(row.getString(1), row.getBytes(2), row.getInt(3)))
                .list();
        if (page.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> wrapped = new ArrayList<>(page.size());
        for (Old old : page) {
            String place = SubjectKeys.place(new KeyRef(tenant, old.id()));
            byte[] clear = tenants.of(tenant, old.version()).wrapping().open(old.wrapped(), place);
            wrapped.add(newest.wrapping().seal(clear, place));
        }
        database.sql("""
                        update mandate.subject_key k set wrapped = n.wrapped, tenant_key = ?
                        from unnest(?::text[], ?::bytea[]) as n (key_id, wrapped)
                        where k.tenant = ? and k.key_id = n.key_id and k.wrapped is not null""")
                .params(
                        newest.version(),
                        page.stream().map(Old::id).toArray(String[]::new),
                        wrapped.toArray(byte[][]::new),
                        tenant.value())
                .update();
        return Optional.of(page.getLast().id());
    }

    /// Destroys the older versions of a tenant's key, if nothing is wrapped by them any more; false
    /// if something is.
    public boolean finish(TenantId tenant) {
        int newest = tenants.of(tenant).version();
        // Waits for whoever wraps by them at this moment, and keeps others from beginning to.
        database.sql("select version from mandate.tenant_key where tenant = ? and version < ? for update")
                .params(tenant.value(), newest)
                .query(Integer.class)
                .list();
        boolean used = database.sql("""
                        select exists (select from mandate.subject_key
                          where tenant = ? and tenant_key < ? and wrapped is not null)""")
                .params(tenant.value(), newest)
                .query(Boolean.class)
                .single();
        if (used) {
            return false;
        }
        database.sql("delete from mandate.tenant_key where tenant = ? and version < ?")
                .params(tenant.value(), newest)
                .update();
        SubjectKeys.afterCommit(() -> tenants.forget(tenant));
        return true;
    }

    /// A key wrapped by an older version.
    @SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared nowhere
    private record Old(String id, byte[] wrapped, int version) {}
}

package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.TenantKeys;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredTenants implements TenantRegistry {
    private final JdbcClient database;
    private final TenantKeys keys;

    StoredTenants(DataSource database, TenantKeys keys) {
        this.database = JdbcClient.create(database);
        this.keys = keys;
    }

    @Override
    public boolean create(TenantId tenant) {
        Appending.requireTransaction();
        if (Appending.current().isPresent()) {
            throw new UnguardedAppendException("this transaction holds a tenant already");
        }
        boolean made = database.sql("insert into mandate.tenant_head (tenant) values (?) on conflict do nothing")
                        .param(tenant.value())
                        .update()
                == 1;
        if (made) {
            keys.create(tenant);
            Appending.begin(new Head(tenant, 0, Instant.EPOCH));
        }
        return made;
    }

    @Override
    public boolean exists(TenantId tenant) {
        return database.sql("select exists (select from mandate.tenant_head where tenant = ?)")
                .param(tenant.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public SortedSet<TenantId> all() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(database.sql("select tenant from mandate.tenant_head")
                .query((row, _) -> new TenantId(row.getString(1)))
                .list()));
    }
}

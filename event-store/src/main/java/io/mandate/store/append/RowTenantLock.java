package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class RowTenantLock implements TenantLock {
    private final JdbcClient database;

    RowTenantLock(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public Head lock(TenantId tenant) {
        return tryFind(tenant).orElseThrow(() -> new UnknownTenantException(tenant));
    }

    @Override
    public Optional<Head> tryFind(TenantId tenant) {
        Appending.requireTransaction();
        Optional<Appending> held = Appending.current();
        if (held.isPresent()) {
            if (!held.get().tenant().equals(tenant)) {
                throw new UnguardedAppendException(
                        "this transaction holds tenant " + held.get().tenant()
                                + " already: a commit is of one tenant, and a second lock could wait for ever");
            }
            return Optional.of(held.get().head());
        }
        Optional<Head> head = database.sql(
                        "select seq, recorded_at from mandate.tenant_head where tenant = ? for update")
                .param(tenant.value())
                .query((row, _) -> new Head(
                        tenant,
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
        head.ifPresent(Appending::begin);
        return head;
    }
}

package io.mandate.store.ledger;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a ledger begins with that is younger than its store, or takes the place of one that was
/// lost: the keys that are destroyed in the database.
final class FirstLines {
    private static final int PAGE = 1_000;

    private final JdbcClient database;
    private final LedgerWriter writer;

    FirstLines(JdbcClient database, LedgerWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    private record Destroyed(KeyRef key, Instant at) {}

    void write() {
        String tenant = "";
        String id = "";
        List<Destroyed> page = page(tenant, id);
        while (!page.isEmpty()) {
            write(page);
            tenant = page.getLast().key().tenant().value();
            id = page.getLast().key().id();
            page = page(tenant, id);
        }
        List<Destroyed> tenants = tenants();
        if (!tenants.isEmpty()) {
            write(tenants);
        }
    }

    private List<Destroyed> page(String tenant, String id) {
        return database.sql("""
                        select tenant, key_id, destroyed_at from mandate.subject_key
                        where wrapped is null and (tenant, key_id) > (?, ?) order by tenant, key_id limit ?""")
                .params(tenant, id, PAGE)
                .query((row, _) -> new Destroyed(
                        new KeyRef(new TenantId(row.getString(1)), row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Those of which no version lives.
    private List<Destroyed> tenants() {
        return database.sql("""
                        select tenant, max(destroyed_at) from mandate.tenant_key
                        group by tenant having bool_and(wrapped is null) order by tenant""")
                .query((row, _) -> new Destroyed(
                        KeyRef.wholeTenant(new TenantId(row.getString(1))),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }

    private void write(List<Destroyed> page) {
        UUID commit = UUID.randomUUID();
        List<LedgerLine> lines = new ArrayList<>();
        page.forEach(one ->
                lines.add(new Intended(commit, new Erasure(one.key(), one.key().tenant(), 0, null, one.at(), null))));
        lines.add(new Ended(commit, true));
        writer.append(lines);
    }
}

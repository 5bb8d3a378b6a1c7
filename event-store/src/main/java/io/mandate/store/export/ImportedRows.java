package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.journal.ChainHash;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes rows of log and journal as they are given, a page by one statement.
@Component
class ImportedRows {
    /// The number of a lock that one import at a time has ("IMPORT" in ASCII).
    private static final long LOCK = 0x49_4d_50_4f_52_54L;

    private static final String EVENTS = """
        insert into mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no,
          aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata)
        select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::uuid[], ?::text[], ?::bigint[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])""";

    private static final String JOURNAL = """
        insert into mandate.access_journal (tenant, seq, recorded_at, entry, hash)
        select * from unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::bytea[], ?::bytea[])""";

    private final JdbcClient database;

    ImportedRows(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /// Waits for another import to end, and lets this transaction take its time.
    void begin() {
        database.sql("set local statement_timeout = 0").update();
        database.sql("set local idle_in_transaction_session_timeout = 0").update();
        database.sql("select pg_advisory_xact_lock(" + LOCK + ")").query(row -> {});
    }

    boolean anyTenant() {
        return database.sql("select exists (select from mandate.tenant_head)")
                .query(Boolean.class)
                .single();
    }

    /// Says of this empty store that it is a restored one: it does not serve before the erasure
    /// ledger of that lineage was applied.
    void restored(String lineage, SortedSet<String> ledgers) {
        database.sql("select mandate.restored_from(?)").param(lineage).query(row -> {});
        ledgers.forEach(ledger -> database.sql(
                        "insert into mandate.erasure_ledger (ledger, taken) values (?, 0) on conflict do nothing")
                .param(ledger)
                .update());
    }

    /// Makes room for a tenant that was never here.
    void register(TenantId tenant) {
        boolean made = database.sql("insert into mandate.tenant_head (tenant) values (?) on conflict do nothing")
                        .param(tenant.value())
                        .update()
                == 1;
        if (!made) {
            throw new ImportRefusedException("there is a tenant " + tenant + " in this store already");
        }
        made = database.sql("insert into mandate.journal_head (tenant, hash) values (?, ?) on conflict do nothing")
                        .params(tenant.value(), ChainHash.origin(tenant))
                        .update()
                == 1;
        if (!made) {
            throw new ImportRefusedException("this store has an access journal of tenant " + tenant
                    + " already, for somebody asked for it here");
        }
    }

    void events(List<LoggedEvent> page) {
        fitting(() -> database.sql(EVENTS)
                .params(
                        texts(page, e -> e.tenant().value()),
                        page.stream().mapToLong(LoggedEvent::seq).toArray(),
                        page.stream().mapToLong(LoggedEvent::commitSeq).toArray(),
                        texts(page, e -> e.recordedAt().toString()),
                        texts(page, e -> e.eventId().toString()),
                        texts(page, LoggedEvent::aggregateId),
                        page.stream().mapToLong(LoggedEvent::sequence).toArray(),
                        texts(page, LoggedEvent::aggregateType),
                        texts(page, LoggedEvent::timestamp),
                        texts(page, LoggedEvent::type),
                        texts(page, LoggedEvent::revision),
                        texts(page, LoggedEvent::actor),
                        page.stream().map(LoggedEvent::payload).toArray(byte[][]::new),
                        page.stream().map(LoggedEvent::metadata).toArray(byte[][]::new))
                .update());
    }

    void journal(List<LoggedJournalRow> page) {
        fitting(() -> database.sql(JOURNAL)
                .params(
                        texts(page, r -> r.tenant().value()),
                        page.stream().mapToLong(LoggedJournalRow::seq).toArray(),
                        texts(page, r -> r.recordedAt().toString()),
                        page.stream().map(LoggedJournalRow::entry).toArray(byte[][]::new),
                        page.stream().map(LoggedJournalRow::hash).toArray(byte[][]::new))
                .update());
    }

    /// Puts the heads behind the last rows; null: there is none.
    void heads(TenantId tenant, @Nullable LoggedEvent event, @Nullable LoggedJournalRow row) {
        if (event != null) {
            database.sql("update mandate.tenant_head set seq = ?, recorded_at = ? where tenant = ?")
                    .params(event.seq(), event.recordedAt().atOffset(ZoneOffset.UTC), tenant.value())
                    .update();
        }
        if (row != null) {
            Instant recordedAt = row.recordedAt();
            database.sql("update mandate.journal_head set seq = ?, recorded_at = ?, hash = ? where tenant = ?")
                    .params(row.seq(), recordedAt.atOffset(ZoneOffset.UTC), row.hash(), tenant.value())
                    .update();
        }
    }

    private static void fitting(Runnable insert) {
        try {
            insert.run();
        } catch (DataIntegrityViolationException _) {
            throw new ImportRefusedException("a row of the file contradicts another one");
        }
    }

    private static <T> String[] texts(List<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }
}

package io.mandate.store.verify;

import io.mandate.events.values.TenantId;
import io.mandate.store.proof.LogRows;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import io.mandate.store.verify.Finding.Log;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The log of a tenant in a store that may be at work meanwhile: read in short pages, up to what was there when it
/// was begun.
public final class StoredLog implements ProvedLog {
    private static final int PAGE = 1_000;

    private final JdbcClient database;
    private final TenantId tenant;
    private final LogRows rows;

    public StoredLog(JdbcClient database, TenantId tenant) {
        this.database = database;
        this.tenant = tenant;
        this.rows = new LogRows(database);
    }

    /// Every tenant of which there is anything at all.
    public static List<TenantId> tenants(JdbcClient database) {
        return database.sql("""
                        with recursive logged as (
                          (select tenant from mandate.domain_event order by tenant limit 1)
                          union all
                          select (select e.tenant from mandate.domain_event e where e.tenant > l.tenant
                            order by e.tenant limit 1)
                          from logged l where l.tenant is not null
                        )
                        select tenant from logged where tenant is not null
                        union select tenant from mandate.tenant_head
                        union select tenant from mandate.journal_head
                        union select tenant from mandate.proof_tree
                        order by tenant""")
                .query((row, _) -> new TenantId(row.getString(1)))
                .list();
    }

    @Override
    public TenantId tenant() {
        return tenant;
    }

    @Override
    public void notes(Consumer<Note> take) {
        database.sql("select size, note from mandate.proof_checkpoint where tenant = ?")
                .param(tenant.value())
                .query((java.sql.ResultSet row) -> take.accept(new Note("the stored checkpoint", row.getString(2))));
        database.sql("select note from mandate.proof_tree where tenant = ? and note <> ''")
                .param(tenant.value())
                .query((java.sql.ResultSet row) -> take.accept(new Note("the newest checkpoint", row.getString(1))));
    }

    @Override
    public @Nullable KeptTree tree(Log log) {
        String sql = log == Log.EVENTS
                ? "select size, edge from mandate.proof_tree where tenant = ?"
                : "select journal_size, journal_edge from mandate.proof_tree where tenant = ?";
        return database.sql(sql)
                .param(tenant.value())
                .query((row, _) -> new StoredTree(
                        database, tenant, log == Log.EVENTS ? "event" : "journal", row.getLong(1), row.getBytes(2)))
                .optional()
                .orElse(null);
    }

    @Override
    public Ends ends(Log log) {
        String table = log == Log.EVENTS ? "domain_event" : "access_journal";
        String head = log == Log.EVENTS ? "tenant_head" : "journal_head";
        return database.sql(String.format(
                        Locale.ROOT,
                        "select coalesce((select seq from mandate.%s where tenant = ?), 0),"
                                + " coalesce((select max(seq) from mandate.%s where tenant = ?), 0)",
                        head,
                        table))
                .params(tenant.value(), tenant.value())
                .query((row, _) -> new Ends(row.getLong(1), row.getLong(2)))
                .single();
    }

    @Override
    public void events(long last, Predicate<LoggedEvent> take) {
        long at = 0;
        List<LoggedEvent> page = rows.events(tenant, at, last, PAGE);
        while (!page.isEmpty()) {
            for (LoggedEvent event : page) {
                if (!take.test(event)) {
                    return;
                }
                at = event.seq();
            }
            page = rows.events(tenant, at, last, PAGE);
        }
    }

    @Override
    public List<LoggedEvent> events(long from, int limit) {
        return rows.events(tenant, from - 1, Long.MAX_VALUE, limit);
    }

    @Override
    public void journal(long last, Predicate<LoggedJournalRow> take) {
        long at = 0;
        List<LoggedJournalRow> page = rows.journal(tenant, at, last, PAGE);
        while (!page.isEmpty()) {
            for (LoggedJournalRow row : page) {
                if (!take.test(row)) {
                    return;
                }
                at = row.seq();
            }
            page = rows.journal(tenant, at, last, PAGE);
        }
    }

    @Override
    public OptionalLong firstOutOfStream() {
        Long seq = database.sql("""
                        select min(seq) from (
                          select seq, sequence_no, lag(sequence_no) over stream as number_before,
                            lag(seq) over stream as seq_before
                          from mandate.domain_event where tenant = ?
                          window stream as (partition by aggregate_id order by sequence_no)) placed
                        where sequence_no <> coalesce(number_before + 1, 0) or seq < coalesce(seq_before, 0)""")
                .param(tenant.value())
                .query(Long.class)
                .optional()
                .orElse(null);
        return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
    }
}

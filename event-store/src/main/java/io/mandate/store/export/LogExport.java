package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import io.mandate.store.export.ExportLine.Event;
import io.mandate.store.export.ExportLine.Header;
import io.mandate.store.export.ExportLine.Journal;
import io.mandate.store.export.ExportLine.Trailer;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.LogRows;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.proof.key.ProofKeys;
import io.mandate.store.proof.key.Succession;
import io.mandate.store.verify.Finding.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes the log of a tenant, up to the head that is read first, in short pages and without a
/// transaction: what is behind that head does not change any more. The checkpoint at the end is
/// signed over exactly what was written, and only if that continues what was signed before.
public final class LogExport {
    private static final int PAGE = 500;

    private final JdbcClient database;
    private final LogRows rows;
    private final StoreId store;
    private final ProofKeys keys;

    public LogExport(JdbcClient database, StoreId store, ProofKeys keys) {
        this.database = database;
        this.rows = new LogRows(database);
        this.store = store;
        this.keys = keys;
    }

    /// Where the logs of a tenant end.
    ///
    /// @param known checkpoints that were signed of them before
    /// @param lineage of the store; empty: left out, and so are its erasures
    /// @param erasures what of its erasure ledger is taken into account in these rows, at least
    public record Extent(
            TenantId tenant,
            long head,
            long journalHead,
            List<SignedNote> known,
            String lineage,
            SortedMap<String, Long> erasures) {
        public Extent {
            known = List.copyOf(known);
            erasures = Collections.unmodifiableSortedMap(new TreeMap<>(erasures));
        }

        /// Without what the store says of its erasure ledger, which tells of other tenants too.
        public Extent withoutLedger() {
            return new Extent(tenant, head, journalHead, known, "", Collections.emptySortedMap());
        }

        /// How many rows there are.
        public long rows() {
            return head + journalHead;
        }
    }

    /// Looks where the logs end at this moment; empty where there is no such tenant.
    public Optional<Extent> extent(TenantId tenant) {
        SortedMap<String, Long> erasures = new TreeMap<>();
        database.sql("select ledger, taken from mandate.erasure_ledger").query((java.sql.ResultSet row) -> {
            erasures.put(row.getString(1), row.getLong(2));
        });
        String lineage = database.sql("select lineage from mandate.store_identity")
                .query(String.class)
                .single();
        // Before the heads: what is signed is of rows that are there.
        List<SignedNote> known = database.sql("""
            select note from mandate.proof_tree where tenant = :tenant and note <> ''
            union all
            (select note from mandate.proof_checkpoint where tenant = :tenant
             order by size desc, journal_size desc limit 1)""")
                .param("tenant", tenant.value())
                .query((row, _) -> SignedNote.parse(row.getString(1)))
                .list();
        return database.sql("""
            select h.seq, coalesce((select j.seq from mandate.journal_head j where j.tenant = h.tenant), 0)
            from mandate.tenant_head h where h.tenant = ?""")
                .param(tenant.value())
                .query((row, _) -> new Extent(tenant, row.getLong(1), row.getLong(2), known, lineage, erasures))
                .optional();
    }

    /// Writes all of it and tells what was signed. Refused with [NotContinuedException] where what
    /// is stored is not what was signed before; what was written until then has no last line and is
    /// none.
    ///
    /// @param more further checkpoints that it must continue, such as anchors
    /// @param progress is told of rows
    public TenantCheckpoint write(Extent extent, List<SignedNote> more, OutputStream out, LongConsumer progress)
            throws IOException {
        LineWriter lines = new LineWriter(out);
        lines.write(new Header(
                store.value(),
                extent.lineage(),
                extent.tenant(),
                extent.head(),
                extent.journalHead(),
                extent.erasures(),
                publicKeys()));
        List<TenantCheckpoint> known = new ArrayList<>();
        extent.known().forEach(note -> known.add(TenantCheckpoint.parse(note.text())));
        more.forEach(note -> known.add(TenantCheckpoint.parse(note.text())));
        WrittenTree events = new WrittenTree(Log.EVENTS, lines, known);
        Instant recordedAt = events(extent, events, lines, progress);
        WrittenTree journal = new WrittenTree(Log.JOURNAL, lines, known);
        journal(extent, journal, lines, progress);
        TenantCheckpoint checkpoint = new TenantCheckpoint(
                store.value(),
                extent.tenant(),
                events.size(),
                events.root(),
                recordedAt,
                journal.size(),
                journal.root());
        SignedNote note = SignedNote.sign(checkpoint.text(), checkpoint.origin(), keys.signing());
        lines.write(new Trailer(
                events.size(), journal.size(), events.edge(), journal.edge(), note.toString(), lines.digest()));
        out.flush();
        return checkpoint;
    }

    private @Nullable Instant events(Extent extent, WrittenTree tree, LineWriter lines, LongConsumer progress)
            throws IOException {
        @Nullable Instant recordedAt = null;
        while (tree.size() < extent.head()) {
            List<LoggedEvent> page = rows.events(extent.tenant(), tree.size(), extent.head(), PAGE);
            tree.require(!page.isEmpty());
            for (LoggedEvent event : page) {
                tree.require(event.seq() == tree.size() + 1);
                lines.write(new Event(event));
                tree.add(event.leaf());
                recordedAt = event.recordedAt();
            }
            progress.accept(page.size());
        }
        tree.end();
        return recordedAt;
    }

    private void journal(Extent extent, WrittenTree tree, LineWriter lines, LongConsumer progress) throws IOException {
        while (tree.size() < extent.journalHead()) {
            List<LoggedJournalRow> page = rows.journal(extent.tenant(), tree.size(), extent.journalHead(), PAGE);
            tree.require(!page.isEmpty());
            for (LoggedJournalRow row : page) {
                tree.require(row.seq() == tree.size() + 1);
                lines.write(new Journal(row));
                tree.add(row.leaf());
            }
            progress.accept(page.size());
        }
        tree.end();
    }

    private List<String> publicKeys() {
        return keys.epochs().stream()
                .map(epoch -> Objects.requireNonNull(keys.verifier(epoch, Succession.NAME), "an epoch of its own"))
                .map(Object::toString)
                .toList();
    }
}

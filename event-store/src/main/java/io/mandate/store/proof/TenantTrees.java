package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.TileEdge;
import io.mandate.store.proof.TreeTiles.Log;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The two trees of a tenant as they were last written.
///
/// @param recordedAt of the last event in it; null where there is none
/// @param note the signed checkpoint of both; empty where nothing was signed yet
record TenantTrees(
        TenantId tenant, TileEdge events, @Nullable Instant recordedAt, TileEdge journal, String note) {

    static TenantTrees read(JdbcClient database, TenantId tenant) {
        TreeTiles events = new TreeTiles(database, tenant, Log.EVENT);
        TreeTiles journal = new TreeTiles(database, tenant, Log.JOURNAL);
        Optional<TenantTrees> stored = database.sql("""
                        select size, edge, recorded_at, journal_size, journal_edge, note
                        from mandate.proof_tree where tenant = ?""")
                .param(tenant.value())
                .query((row, _) -> new TenantTrees(
                        tenant,
                        edge(row.getBytes(2), row.getLong(1), events),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        edge(row.getBytes(5), row.getLong(4), journal),
                        row.getString(6)))
                .optional();
        return stored.orElseGet(() -> new TenantTrees(tenant, new TileEdge(events), null, new TileEdge(journal), ""));
    }

    void write(JdbcClient database) {
        database.sql("""
                        insert into mandate.proof_tree as t
                          (tenant, size, edge, recorded_at, journal_size, journal_edge, note)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant) do update set size = excluded.size, edge = excluded.edge,
                          recorded_at = excluded.recorded_at, journal_size = excluded.journal_size,
                          journal_edge = excluded.journal_edge, note = excluded.note""")
                .param(tenant.value())
                .param(events.size())
                .param(events.written())
                .param(recordedAt == null ? null : recordedAt.atOffset(ZoneOffset.UTC))
                .param(journal.size())
                .param(journal.written())
                .param(note)
                .update();
    }

    TenantCheckpoint checkpoint(String store) {
        return new TenantCheckpoint(
                store, tenant, events.size(), events.root(), recordedAt, journal.size(), journal.root());
    }

    TenantTrees with(@Nullable Instant lastRecordedAt, String signed) {
        return new TenantTrees(tenant, events, lastRecordedAt, journal, signed);
    }

    private static TileEdge edge(byte[] written, long size, TreeTiles tiles) {
        try {
            return TileEdge.read(written, size, tiles);
        } catch (IllegalArgumentException e) {
            throw new BrokenTreeException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime stored) {
        return stored == null ? null : stored.toInstant();
    }
}

package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of a journal and their hashes. A row's hash is over the hash before it, its place, its time and its
/// exact bytes, so that no row can be changed, left out or put in without all that follow.
@Component
class JournalChain {
    private static final int PAGE = 1_000;

    private final JdbcClient database;

    JournalChain(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /// A row as it is stored.
    @SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared by content where it matters
    record Link(long seq, Instant recordedAt, byte[] entry, byte[] hash) {}

    /// Adds rows in the current transaction, which holds the journal of the tenant until it ends. Who
    /// waits for it waits for two statements and the commit.
    void append(TenantId tenant, List<byte[]> entries) {
        Link last = locked(tenant).orElseGet(() -> begun(tenant));
        List<Link> links = new ArrayList<>(entries.size());
        for (byte[] entry : entries) {
            last = next(tenant, last, entry);
            links.add(last);
        }
        write(tenant, links);
    }

    private Optional<Link> locked(TenantId tenant) {
        return database.sql("""
                        select seq, greatest(mandate.event_time(), recorded_at + interval '1 microsecond'), hash
                        from mandate.journal_head where tenant = ? for update""")
                .param(tenant.value())
                .query((row, _) -> new Link(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        new byte[0],
                        row.getBytes(3)))
                .optional();
    }

    private Link begun(TenantId tenant) {
        database.sql("insert into mandate.journal_head (tenant, hash) values (?, ?) on conflict do nothing")
                .params(tenant.value(), ChainHash.origin(tenant))
                .update();
        return locked(tenant).orElseThrow();
    }

    private static Link next(TenantId tenant, Link last, byte[] entry) {
        long seq = last.seq() + 1;
        return new Link(
                seq, last.recordedAt(), entry, ChainHash.of(tenant, last.hash(), seq, last.recordedAt(), entry));
    }

    /// All of them are of one time.
    private void write(TenantId tenant, List<Link> links) {
        Link last = links.getLast();
        OffsetDateTime at = utc(last.recordedAt());
        database.sql("""
                        with added as (
                          insert into mandate.access_journal (tenant, seq, recorded_at, entry, hash)
                          select ?, l.seq, ?, l.entry, l.hash
                          from unnest(?::bigint[], ?::bytea[], ?::bytea[]) as l (seq, entry, hash))
                        update mandate.journal_head set seq = ?, recorded_at = ?, hash = ? where tenant = ?""")
                .params(
                        tenant.value(),
                        at,
                        links.stream().map(Link::seq).toArray(Long[]::new),
                        links.stream().map(Link::entry).toArray(byte[][]::new),
                        links.stream().map(Link::hash).toArray(byte[][]::new),
                        last.seq(),
                        at,
                        last.hash(),
                        tenant.value())
                .update();
    }

    List<Link> page(TenantId tenant, long afterSeq, int limit) {
        return database.sql("""
                        select seq, recorded_at, entry, hash from mandate.access_journal
                        where tenant = ? and seq > ? order by seq limit ?""")
                .params(tenant.value(), afterSeq, limit)
                .query((row, _) -> new Link(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getBytes(3),
                        row.getBytes(4)))
                .list();
    }

    long head(TenantId tenant) {
        return database.sql("select seq from mandate.journal_head where tenant = ?")
                .param(tenant.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Optional<Long> firstBroken(TenantId tenant) {
        long head = head(tenant);
        byte[] hash = ChainHash.origin(tenant);
        long seq = 0;
        List<Link> page;
        do {
            page = page(tenant, seq, PAGE);
            for (Link link : page) {
                hash = ChainHash.of(tenant, hash, seq + 1, link.recordedAt(), link.entry());
                if (link.seq() != seq + 1 || !MessageDigest.isEqual(hash, link.hash())) {
                    return Optional.of(seq + 1);
                }
                seq = link.seq();
            }
        } while (!page.isEmpty());
        // Rows may have come meanwhile; that some are missing at the end shows at the head that was read before.
        return seq < head ? Optional.of(seq + 1) : Optional.empty();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(java.time.ZoneOffset.UTC);
    }
}

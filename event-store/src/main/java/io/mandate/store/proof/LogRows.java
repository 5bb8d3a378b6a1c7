package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads rows of log and journal exactly as they are, page by page; nothing is decoded and nothing is assumed of
/// them.
public final class LogRows {
    private static final String EVENT = """
            select tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no, aggregate_type, ts,
              payload_type, payload_rev, actor, payload, metadata
            from mandate.domain_event where tenant = ? and seq > ? and seq <= ? order by seq limit ?""";

    private static final String EVENTS = """
            select tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no, aggregate_type, ts,
              payload_type, payload_rev, actor, payload, metadata
            from mandate.domain_event where tenant = ? and seq = any (?) order by seq""";

    private static final String BYTES = """
            select coalesce(sum(octet_length(payload)::bigint + octet_length(metadata)), 0)
            from mandate.domain_event where tenant = ? and seq = any (?)""";

    private static final String JOURNAL = """
            select tenant, seq, recorded_at, entry, hash
            from mandate.access_journal where tenant = ? and seq > ? and seq <= ? order by seq limit ?""";

    private final JdbcClient database;

    public LogRows(JdbcClient database) {
        this.database = database;
    }

    /// The events after that place up to the other, at most so many, in order.
    public List<LoggedEvent> events(TenantId tenant, long afterSeq, long upTo, int limit) {
        return database.sql(EVENT)
                .params(tenant.value(), afterSeq, upTo, limit)
                .query((row, _) -> event(row))
                .list();
    }

    /// The events at these places, in order; those that are there.
    public List<LoggedEvent> events(TenantId tenant, Collection<Long> seqs) {
        return database.sql(EVENTS)
                .params(tenant.value(), seqs.toArray(Long[]::new))
                .query((row, _) -> event(row))
                .list();
    }

    /// How many bytes payload and metadata of the events at these places have; the database does not unpack them for
    /// it.
    long bytes(TenantId tenant, Collection<Long> seqs) {
        return database.sql(BYTES)
                .params(tenant.value(), seqs.toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    /// The rows of the journal after that place up to the other, at most so many, in order.
    public List<LoggedJournalRow> journal(TenantId tenant, long afterSeq, long upTo, int limit) {
        return database.sql(JOURNAL)
                .params(tenant.value(), afterSeq, upTo, limit)
                .query((row, _) -> new LoggedJournalRow(
                        new TenantId(row.getString(1)),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getBytes(4),
                        row.getBytes(5)))
                .list();
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                new TenantId(row.getString(1)),
                row.getLong(2),
                row.getLong(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getBytes(13),
                row.getBytes(14));
    }
}

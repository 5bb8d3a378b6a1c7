package io.mandate.store.follow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/// A row of the log, not yet read.
@SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared nowhere
record RawEvent(
        long seq,
        long commitSeq,
        Instant recordedAt,
        UUID eventId,
        String aggregateId,
        long aggregateSequence,
        String type,
        int revision,
        byte[] payload,
        byte[] metadata) {
    static final String COLUMNS = "e.seq, e.commit_seq, e.recorded_at, e.event_id, e.aggregate_id, e.sequence_no,"
            + " e.payload_type, e.payload_rev, e.payload, e.metadata";

    static RawEvent of(ResultSet row) throws SQLException {
        return new RawEvent(
                row.getLong(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                Integer.parseInt(row.getString(8)),
                row.getBytes(9),
                row.getBytes(10));
    }
}

package io.mandate.bench.history;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.codec.EventCodec;
import io.mandate.store.codec.StoredEvent;
import io.mandate.store.envelope.Sealer;
import io.mandate.store.envelope.SubjectKeys;
import io.mandate.store.follow.EventReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.context.ApplicationContext;

/// Writes a history straight into the log, as the same rows that commands would have written, one after the other
/// from the tenant's head on. Commits are 20 µs apart, so that all of them are past when they have been written.
final class WrittenPast {
    private static final int AT_ONCE = 20_000;
    private static final int APART_MICROS = 20;

    private final TenantId tenant;
    private final EventCodec codec;
    private final Sealer sealer;
    private final DataSource database;
    private final Map<String, Long> sequences = new HashMap<>();
    private long seq;
    private Instant at;

    WrittenPast(ApplicationContext server, TenantId tenant) {
        this.tenant = tenant;
        this.codec = server.getBean(EventCodec.class);
        this.sealer = server.getBean(SubjectKeys.class).sealer(Set.of());
        this.database = server.getBean(DataSource.class);
        var head = server.getBean(EventReader.class).head(tenant).orElseThrow();
        this.seq = head.seq();
        this.at = head.recordedAt();
    }

    /// The last position written.
    long seq() {
        return seq;
    }

    /// When the last one is said to have happened.
    Instant at() {
        return at;
    }

    void write(ManyChanges changes, long events) {
        long until = seq + events;
        while (seq < until) {
            StringBuilder rows = new StringBuilder();
            for (long end = Math.min(until, seq + AT_ONCE); seq < end; ) {
                commit(rows, changes.next());
            }
            copy(rows);
        }
    }

    private void commit(StringBuilder rows, List<DomainEvent> events) {
        long end = seq + events.size();
        at = at.plus(APART_MICROS, ChronoUnit.MICROS);
        for (DomainEvent event : events) {
            row(rows, event, end);
        }
    }

    private void row(StringBuilder rows, DomainEvent event, long commitSeq) {
        seq++;
        String kind = event instanceof ProfileEvent ? "profile" : "user";
        String id = event instanceof ProfileEvent e
                ? e.profile().value()
                : ((UserEvent) event).user().value();
        String stream = tenant + "/" + kind + "/" + id;
        EventMetadata metadata = new EventMetadata(
                new Actor(Actor.Kind.USER, new UserId("gil")),
                null,
                EventMetadata.Source.API,
                new ChangeSetId("bench-" + commitSeq),
                "bench",
                null,
                null,
                null,
                null,
                null,
                null);
        StoredEvent stored = codec.encode(tenant, event, metadata, sealer);
        for (Object value : new Object[] {
            tenant,
            seq,
            commitSeq,
            at,
            new UUID(seq, seq),
            stream,
            sequences.merge(stream, 1L, Long::sum) - 1,
            kind,
            at,
            stored.type(),
            stored.revision(),
            metadata.actor(),
            bytes(stored.payload())
        }) {
            rows.append(value).append('\t');
        }
        rows.append(bytes(stored.metadata())).append('\n');
    }

    private void copy(StringBuilder rows) {
        try (var connection = database.getConnection();
                var head = connection.prepareStatement(
                        "update mandate.tenant_head set seq = ?, recorded_at = ?::timestamptz where tenant = ?")) {
            connection.setAutoCommit(false);
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                copy mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id,
                  sequence_no, aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata)
                from stdin\
                """, new StringReader(rows.toString()));
            head.setLong(1, seq);
            head.setString(2, at.toString());
            head.setString(3, tenant.value());
            head.executeUpdate();
            connection.commit();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the history could not be written", e);
        }
    }

    private static String bytes(byte[] bytes) {
        return "\\\\x" + HexFormat.of().formatHex(bytes);
    }
}

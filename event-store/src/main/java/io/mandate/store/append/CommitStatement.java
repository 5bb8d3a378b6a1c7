package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import io.mandate.store.append.Appending.Appended;
import io.mandate.store.codec.StoredEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/// The one statement that writes a commit: the head moves on by as many places as there are events, and the places
/// it moved over are theirs. The text is the same for any number of events, so that it stays prepared.
@Component
class CommitStatement {
    private static final String WRITE = """
            with head as (
              update mandate.tenant_head
              set seq = seq + ?, recorded_at = greatest(mandate.event_time(), recorded_at + interval '1 microsecond')
              where tenant = ?
              returning tenant, seq, recorded_at
            ), written as (
              insert into mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no,
                aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata)
              select head.tenant, head.seq - ? + e.n, head.seq, head.recorded_at, e.event_id, e.aggregate_id, e.sequence_no,
                e.aggregate_type, e.ts, e.payload_type, e.payload_rev, e.actor, e.payload, e.metadata
              from head, unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::bytea[], ?::bytea[]) with ordinality
                as e (event_id, aggregate_id, sequence_no, aggregate_type, ts, payload_type, payload_rev, actor, payload,
                  metadata, n)
              order by e.n
            )
            select seq, recorded_at from head""";

    private final RoundTrip database;

    CommitStatement(DataSource database) {
        this.database = new RoundTrip(database);
    }

    /// Where a commit ended up.
    record Place(long lastSeq, Instant recordedAt) {}

    Place write(TenantId tenant, List<Appended> events, List<StoredEvent> stored, List<Aside> asides) {
        List<Place> place = new ArrayList<>(1);
        List<Aside> all = new ArrayList<>(asides.size() + 1);
        all.add(new Aside(WRITE, parameters(tenant, events, stored), rows -> {
            while (rows.next()) {
                place.add(new Place(
                        rows.getLong(1), rows.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }));
        all.addAll(asides);
        database.send(all);
        return place.getFirst();
    }

    /// For a transaction without events.
    void only(List<Aside> asides) {
        database.send(asides);
    }

    private static List<Object> parameters(TenantId tenant, List<Appended> events, List<StoredEvent> stored) {
        return List.of(
                events.size(),
                tenant.value(),
                events.size(),
                texts(events, e -> e.eventId().toString()),
                texts(events, Appended::aggregateId),
                events.stream().mapToLong(Appended::aggregateSequence).toArray(),
                texts(events, Appended::aggregateType),
                texts(events, Appended::timestamp),
                texts(stored, StoredEvent::type),
                texts(stored, e -> Integer.toString(e.revision())),
                texts(events, e -> e.metadata().actor().toString()),
                stored.stream().map(StoredEvent::payload).toArray(byte[][]::new),
                stored.stream().map(StoredEvent::metadata).toArray(byte[][]::new));
    }

    private static <T> String[] texts(List<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }
}

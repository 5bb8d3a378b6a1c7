package io.mandate.store.append;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class TransactionBuffer implements CommitBuffer {
    private final JdbcClient database;

    TransactionBuffer(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public Optional<Head> head() {
        return Appending.current().map(Appending::head);
    }

    @Override
    public List<RecordedEvent> events() {
        return Appending.current().map(Appending::provisional).orElse(List.of());
    }

    @Override
    public void append(StreamId stream, DomainEvent event, EventMetadata metadata) {
        String aggregate = stream.toString();
        long next = lastSequence(aggregate).map(last -> last + 1).orElse(0L);
        add(new Appending.Appended(
                UUID.randomUUID(),
                aggregate,
                next,
                stream.kind().word(),
                Instant.now().toString(),
                event,
                metadata));
    }

    void add(Appending.Appended event) {
        locked().add(event);
    }

    /// The last number in a stream, stored or buffered.
    Optional<Long> lastSequence(String aggregateId) {
        Optional<Long> buffered = Appending.current().flatMap(appending -> appending.lastIn(aggregateId));
        return buffered.isPresent() ? buffered : storedSequence(aggregateId);
    }

    /// All that is stored of a stream, if it was read together with the lock.
    Optional<List<RecordedEvent>> stored(String aggregateId) {
        return Appending.current().flatMap(appending -> appending.stored(aggregateId));
    }

    private Optional<Long> storedSequence(String aggregateId) {
        return database.sql("""
                        select sequence_no from mandate.domain_event where tenant = ? and aggregate_id = ?
                        order by sequence_no desc limit 1""")
                .params(StreamId.parse(aggregateId).tenant().value(), aggregateId)
                .query(Long.class)
                .optional();
    }

    @Override
    public int mark() {
        return locked().size();
    }

    @Override
    public void rollbackTo(int mark) {
        locked().forgetAfter(mark);
    }

    private static Appending locked() {
        return Appending.current()
                .orElseThrow(() -> new UnguardedAppendException("events are appended under the tenant's lock only"));
    }
}

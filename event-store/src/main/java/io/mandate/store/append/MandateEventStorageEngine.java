package io.mandate.store.append;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.store.append.Appending.Appended;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;

/// Axon's JDBC engine over our log. What Axon appends goes to the buffer of the transaction, which is written at
/// its end as one commit; what it reads of an aggregate is what is stored and what is buffered. Axon's own tracking
/// of events is refused: it can skip some, and the Follower reads instead.
public class MandateEventStorageEngine extends JdbcEventStorageEngine {
    /// The key of the message metadata under which the [EventMetadata] of an event travels.
    public static final String METADATA = "mandate";

    private final TransactionBuffer buffer;
    private final StreamReader streams;

    MandateEventStorageEngine(Builder builder, TransactionBuffer buffer, StreamReader streams) {
        super(builder);
        this.buffer = buffer;
        this.streams = streams;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        events.forEach(event -> buffer.add(appended(event)));
    }

    private static Appended appended(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> inStream)
                || !(message.getPayload() instanceof DomainEvent event)) {
            throw new UnguardedAppendException("only events of aggregates are stored, not " + message.getPayloadType());
        }
        if (!(message.getMetaData().get(METADATA) instanceof EventMetadata metadata)) {
            throw new UnguardedAppendException("an event without an actor is not stored");
        }
        return new Appended(
                UUID.fromString(message.getIdentifier()),
                inStream.getAggregateIdentifier(),
                inStream.getSequenceNumber(),
                StreamId.parse(inStream.getAggregateIdentifier()).kind().word(),
                message.getTimestamp().toString(),
                event,
                metadata);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        Stream<RecordedEvent> stored = stored(aggregateIdentifier, firstSequenceNumber);
        Stream<RecordedEvent> buffered = buffer.events().stream()
                .filter(event -> event.aggregateId().equals(aggregateIdentifier))
                .filter(event -> event.aggregateSequence() >= firstSequenceNumber);
        return DomainEventStream.of(Stream.concat(stored, buffered).map(MandateEventStorageEngine::message));
    }

    private Stream<RecordedEvent> stored(String aggregateIdentifier, long firstSequenceNumber) {
        return buffer.stored(aggregateIdentifier)
                .map(events -> events.stream().filter(event -> event.aggregateSequence() >= firstSequenceNumber))
                .orElseGet(() -> streams.read(aggregateIdentifier, firstSequenceNumber).stream());
    }

    private static DomainEventMessage<DomainEvent> message(RecordedEvent event) {
        return new GenericDomainEventMessage<>(
                StreamId.parse(event.aggregateId()).kind().word(),
                event.aggregateId(),
                event.aggregateSequence(),
                event.event(),
                MetaData.with(METADATA, event.metadata()),
                event.eventId().toString(),
                event.recordedAt());
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return buffer.lastSequence(aggregateIdentifier);
    }

    /// None are kept: the index holds the state of what is read most.
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("snapshots of aggregates are not kept");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken trackingToken, boolean mayBlock) {
        throw new UnsupportedOperationException("events are read in order by the Follower");
    }

    @Override
    public TrackingToken createTailToken() {
        throw new UnsupportedOperationException("events are read in order by the Follower");
    }

    @Override
    public TrackingToken createHeadToken() {
        throw new UnsupportedOperationException("events are read in order by the Follower");
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        throw new UnsupportedOperationException("events are read in order by the Follower");
    }
}

package io.mandate.store.append;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamReader.Ahead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What one transaction holds and is about to write. Bound to the transaction of the current thread, and set aside
/// with it while another one runs.
final class Appending implements TransactionSynchronization {
    private static final Object KEY = new Object();

    private final Head head;
    private final Map<String, Ahead> ahead;
    private final List<Appended> events = new ArrayList<>();
    private boolean flushed;

    /// An event without its place.
    record Appended(
            UUID eventId,
            String aggregateId,
            long aggregateSequence,
            String aggregateType,
            String timestamp,
            DomainEvent event,
            EventMetadata metadata) {}

    private Appending(Head head, Map<String, Ahead> ahead) {
        this.head = head;
        this.ahead = Map.copyOf(ahead);
    }

    /// Of the current transaction, if it holds a tenant.
    static Optional<Appending> current() {
        return Optional.ofNullable((Appending) TransactionSynchronizationManager.getResource(KEY));
    }

    /// Begins, with the tenant just locked.
    static void begin(Head head) {
        begin(head, Map.of());
    }

    /// @param ahead streams that were read together with the lock
    static void begin(Head head, Map<String, Ahead> ahead) {
        Appending appending = new Appending(head, ahead);
        TransactionSynchronizationManager.bindResource(KEY, appending);
        TransactionSynchronizationManager.registerSynchronization(appending);
    }

    static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new UnguardedAppendException("a tenant is locked inside of a transaction only");
        }
    }

    Head head() {
        return head;
    }

    TenantId tenant() {
        return head.tenant();
    }

    void add(Appended event) {
        if (flushed) {
            throw new UnguardedAppendException("the commit is written already: one transaction is one commit");
        }
        if (!event.aggregateId().startsWith(tenant() + "/")) {
            throw new UnguardedAppendException(
                    "the stream " + event.aggregateId() + " is not of the locked tenant " + tenant());
        }
        events.add(event);
    }

    /// All that is stored of a stream, if it was read together with the lock. Nobody else can have
    /// written to it since.
    Optional<List<RecordedEvent>> stored(String aggregateId) {
        return flushed
                ? Optional.empty()
                : Optional.ofNullable(ahead.get(aggregateId)).map(Ahead::events);
    }

    List<Appended> events() {
        return List.copyOf(events);
    }

    int size() {
        return events.size();
    }

    void forgetAfter(int mark) {
        if (mark < 0 || mark > events.size()) {
            throw new IllegalArgumentException("there is no such mark");
        }
        events.subList(mark, events.size()).clear();
    }

    /// The last number in that stream that is buffered here, if any.
    Optional<Long> lastIn(String aggregateId) {
        return events.stream()
                .filter(event -> event.aggregateId().equals(aggregateId))
                .map(Appended::aggregateSequence)
                .reduce((first, second) -> second);
    }

    List<RecordedEvent> provisional() {
        return flushed
                ? List.of()
                : placed(head.seq() + events.size(), head.recordedAt().plusNanos(1_000));
    }

    /// The events at the places that end with `last`.
    List<RecordedEvent> placed(long last, java.time.Instant recordedAt) {
        List<RecordedEvent> placed = new ArrayList<>(events.size());
        long seq = last - events.size();
        for (Appended event : events) {
            seq++;
            placed.add(new RecordedEvent(
                    tenant(),
                    seq,
                    last,
                    recordedAt,
                    event.aggregateId(),
                    event.aggregateSequence(),
                    event.eventId(),
                    event.event(),
                    event.metadata()));
        }
        return placed;
    }

    void flushed() {
        flushed = true;
    }

    boolean isFlushed() {
        return flushed;
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(KEY);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(KEY, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (!flushed && !events.isEmpty()) {
            throw new UnguardedAppendException(
                    events.size() + " events of tenant " + tenant() + " were appended and not flushed");
        }
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
    }
}

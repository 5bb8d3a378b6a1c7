package io.mandate.store.append;

import io.mandate.events.RecordedEvent;
import io.mandate.events.tenant.TenantEvent.MasterKeyActivated;
import io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed;
import io.mandate.store.Commit;
import io.mandate.store.StoreId;
import io.mandate.store.append.Appending.Appended;
import io.mandate.store.codec.EventCodec;
import io.mandate.store.codec.StoredEvent;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.MasterKeyEpochs;
import io.mandate.store.envelope.Sealer;
import io.mandate.store.envelope.SubjectKeys;
import io.mandate.store.ledger.Erasure;
import io.mandate.store.ledger.ErasureLedger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class SingleStatementWriter implements CommitWriter {
    private final EventCodec codec;
    private final SubjectKeys keys;
    private final CommitStatement statement;
    private final CommitCounts counts;
    private final ErasureLedger ledger;
    private final StoreId store;
    private final MasterKeyEpochs epochs;

    SingleStatementWriter(
            EventCodec codec,
            SubjectKeys keys,
            CommitStatement statement,
            CommitCounts counts,
            ErasureLedger ledger,
            StoreId store,
            MasterKeyEpochs epochs) {
        this.codec = codec;
        this.keys = keys;
        this.statement = statement;
        this.counts = counts;
        this.ledger = ledger;
        this.store = store;
        this.epochs = epochs;
    }

    @Override
    public Optional<Commit> flush(List<Aside> asides) {
        Appending appending = Appending.current()
                .orElseThrow(() -> new UnguardedAppendException("a commit is written under the tenant's lock only"));
        if (appending.isFlushed() || appending.size() == 0) {
            statement.only(asides);
            return Optional.empty();
        }
        List<Appended> events = appending.events();
        CommitStatement.Place place = statement.write(appending.tenant(), events, encode(appending, events), asides);
        long expected = appending.head().seq() + events.size();
        if (place.lastSeq() != expected) {
            // The caller has been told of, and the retry key stands for, the expected one.
            throw new UnguardedAppendException(
                    "a commit came to end at " + place.lastSeq() + " instead of " + expected + ": was the lock held?");
        }
        List<RecordedEvent> placed = appending.placed(place.lastSeq(), place.recordedAt());
        appending.flushed();
        counts.onCommit(events.size());
        // After sealing: text of this very commit is gone with the key as well.
        List<KeyRef> destroyed = events.stream()
                .flatMap(event -> KeyRef.destroyedBy(appending.tenant(), event.event()).stream())
                .toList();
        destroyed.forEach(keys::destroy);
        ledger.note(erasures(appending, place, destroyed));
        events.forEach(this::masterKey);
        return Optional.of(Commit.of(placed));
    }

    private List<StoredEvent> encode(Appending appending, List<Appended> events) {
        Set<KeyRef> needed = new HashSet<>();
        events.forEach(e -> needed.addAll(codec.keysOf(appending.tenant(), e.event(), e.metadata())));
        Sealer sealer = keys.sealer(needed);
        List<StoredEvent> stored = new ArrayList<>(events.size());
        events.forEach(e -> stored.add(codec.encode(appending.tenant(), e.event(), e.metadata(), sealer)));
        return stored;
    }

    /// What an event says of the master key is so with its commit.
    private void masterKey(Appended appended) {
        switch (appended.event()) {
            case MasterKeyActivated activated -> epochs.activate(activated.to());
            case MasterKeyDestroyed destroyed -> epochs.destroy(destroyed.epoch());
            default -> {} // every other event leaves it as it is
        }
    }

    private List<Erasure> erasures(Appending appending, CommitStatement.Place place, List<KeyRef> destroyed) {
        String by = appending.events().getFirst().metadata().actor().toString();
        return destroyed.stream()
                .map(key -> new Erasure(
                        key,
                        appending.tenant(),
                        appending.head().seq(),
                        store.position(place.lastSeq()),
                        place.recordedAt(),
                        by))
                .toList();
    }
}

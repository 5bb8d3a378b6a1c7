package io.mandate.store.append;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import java.util.List;
import java.util.Optional;

/// What was appended so far in the current transaction. Nothing of it is stored before [CommitWriter#flush]; a
/// transaction that commits with something left in here is rolled back.
public interface CommitBuffer {
    /// The head that was read under the lock; empty where the current transaction holds no tenant.
    Optional<Head> head();

    /// The events so far, at the places they will get: they follow the head and make up one commit. Their time is
    /// not yet known: it is one microsecond after the head's. Empty where nothing was appended or all was flushed.
    List<RecordedEvent> events();

    /// Appends an event that no aggregate applied, as the next one of its stream; refused with
    /// [UnguardedAppendException] where the stream's tenant is not locked.
    void append(StreamId stream, DomainEvent event, EventMetadata metadata);

    /// The place to come back to with [#rollbackTo].
    int mark();

    /// Forgets what was appended after the mark; aggregates read afterwards do not see it any more.
    void rollbackTo(int mark);
}

package io.mandate.store.follow;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.codec.EventCodec;
import io.mandate.store.codec.EventReading;
import io.mandate.store.codec.SealedKeys;
import io.mandate.store.codec.UnreadablePayloadException;
import io.mandate.store.envelope.DamagedTextException;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Opener;
import io.mandate.store.envelope.SubjectKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Turns rows into events, asking once for all keys that they need. A key that is gone by then opens nothing, on
/// whatever node it was destroyed.
@Component
class EventOpening {
    private final EventCodec codec;
    private final SubjectKeys keys;

    EventOpening(EventCodec codec, SubjectKeys keys) {
        this.codec = codec;
        this.keys = keys;
    }

    List<RecordedEvent> open(TenantId tenant, List<RawEvent> rows, boolean payloads, boolean metadata) {
        Set<KeyRef> needed = new HashSet<>();
        for (RawEvent row : rows) {
            if (payloads) {
                SealedKeys.collect(tenant, row.payload(), needed);
            }
            if (metadata) {
                SealedKeys.collect(tenant, row.metadata(), needed);
            }
        }
        Opener opener = needed.isEmpty() ? Opener.NOTHING : keys.opener(needed);
        EventReading reading =
                codec.reading(tenant, payloads ? opener : Opener.NOTHING, metadata ? opener : Opener.NOTHING);
        List<RecordedEvent> events = new ArrayList<>(rows.size());
        for (RawEvent row : rows) {
            events.add(read(tenant, row, reading));
        }
        return events;
    }

    private static RecordedEvent read(TenantId tenant, RawEvent row, EventReading reading) {
        try {
            return new RecordedEvent(
                    tenant,
                    row.seq(),
                    row.commitSeq(),
                    row.recordedAt(),
                    row.aggregateId(),
                    row.aggregateSequence(),
                    row.eventId(),
                    reading.event(row.type(), row.revision(), row.payload()),
                    reading.metadata(row.metadata()));
        } catch (UnreadablePayloadException | DamagedTextException e) {
            throw new UnreadableEventException(tenant, row.seq(), e);
        }
    }
}

package io.mandate.store;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.util.List;

/// One whole commit of a tenant: what one change did, all of it or nothing.
///
/// @param firstSeq position of its first event
/// @param lastSeq position of its last event, which names the commit
/// @param recordedAt when it was recorded; strictly rising from commit to commit of a tenant
/// @param events all its events in order, at least one
public record Commit(TenantId tenant, long firstSeq, long lastSeq, Instant recordedAt, List<RecordedEvent> events) {
    public Commit {
        events = List.copyOf(events);
        if (events.size() != lastSeq - firstSeq + 1) {
            throw new IllegalArgumentException("a commit has all of its events, or is none");
        }
    }

    /// The commit that these events make up.
    public static Commit of(List<RecordedEvent> events) {
        RecordedEvent first = events.getFirst();
        return new Commit(first.tenant(), first.seq(), first.commitSeq(), first.recordedAt(), events);
    }
}

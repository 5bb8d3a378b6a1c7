package io.mandate.events;

import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.util.UUID;

/// An event at its place in the history of its tenant.
///
/// @param tenant whose history
/// @param seq its dense position: 1, 2, 3, .. without gaps, in the order of commits
/// @param commitSeq the last position of the commit it belongs to; equal for all events of one commit
/// @param recordedAt when that commit was recorded, to the microsecond; strictly rising from commit to commit
/// @param aggregateId the stream: `<tenant>/<kind>/<id>`
/// @param aggregateSequence its number in that stream, from 0
/// @param eventId its own id
/// @param event what happened
/// @param metadata who, from where and why
public record RecordedEvent(
        TenantId tenant,
        long seq,
        long commitSeq,
        Instant recordedAt,
        String aggregateId,
        long aggregateSequence,
        UUID eventId,
        DomainEvent event,
        EventMetadata metadata) {

    /// Whether this is the last event of its commit: the only places where the state of a tenant may be looked at.
    public boolean endsCommit() {
        return seq == commitSeq;
    }
}

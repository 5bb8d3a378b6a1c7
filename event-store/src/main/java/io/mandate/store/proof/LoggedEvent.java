package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import java.time.Instant;
import java.util.UUID;

/// A row of the log exactly as it is stored, personal text sealed: what its leaf is made of.
///
/// @param recordedAt to the microsecond
/// @param timestamp the engine's own, which decides nothing
/// @param type the alias of the event's type
/// @param revision of the type
/// @param payload the bytes of the event
/// @param metadata the bytes of who, why and from where
@SuppressWarnings("ArrayRecordComponent") // bytes of a row; compared by their hash
public record LoggedEvent(
        TenantId tenant,
        long seq,
        long commitSeq,
        Instant recordedAt,
        UUID eventId,
        String aggregateId,
        long sequence,
        String aggregateType,
        String timestamp,
        String type,
        String revision,
        String actor,
        byte[] payload,
        byte[] metadata) {
    /// The first field of every leaf of this kind.
    public static final String FORM = "mandate/event/1";

    /// Whether it is the last one of its commit.
    public boolean endsCommit() {
        return seq == commitSeq;
    }

    /// The hash of its leaf. Everything that is stored of it goes in, except for the number that the database gave
    /// it.
    public Hash leaf() {
        return Hash.leaf(new LeafForm(FORM)
                .text(tenant.value())
                .number(seq)
                .number(commitSeq)
                .instant(recordedAt)
                .uuid(eventId)
                .text(aggregateId)
                .number(sequence)
                .text(aggregateType)
                .text(timestamp)
                .text(type)
                .text(revision)
                .text(actor)
                .bytes(payload)
                .bytes(metadata)
                .written());
    }
}

package io.mandate.query.proof;

import io.mandate.store.StoreId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.Proofs.Inclusion;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// An event with everything that its leaf is made of, and the way from there to the root. Personal text stays sealed
/// in it.
///
/// @param index of the leaf, from 0
/// @param leafHash base64
/// @param path base64, lowest first
public record ProvedEvent(String position, long index, Leaf event, String leafHash, List<String> path) {
    public ProvedEvent {
        path = List.copyOf(path);
    }

    /// The row of the log.
    ///
    /// @param payload base64 of the exact bytes
    /// @param metadata base64 of the exact bytes
    public record Leaf(
            String tenant,
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
            String payload,
            String metadata) {
        static Leaf of(LoggedEvent event) {
            return new Leaf(
                    event.tenant().value(),
                    event.seq(),
                    event.commitSeq(),
                    event.recordedAt(),
                    event.eventId(),
                    event.aggregateId(),
                    event.sequence(),
                    event.aggregateType(),
                    event.timestamp(),
                    event.type(),
                    event.revision(),
                    event.actor(),
                    Base64.getEncoder().encodeToString(event.payload()),
                    Base64.getEncoder().encodeToString(event.metadata()));
        }
    }

    static ProvedEvent of(Inclusion proof, StoreId store) {
        LoggedEvent event = proof.event();
        return new ProvedEvent(
                store.position(event.seq()).toString(),
                event.seq() - 1,
                Leaf.of(event),
                event.leaf().base64(),
                proof.path().stream().map(Hash::base64).toList());
    }
}

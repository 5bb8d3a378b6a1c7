package io.mandate.acceptance;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.TenantCheckpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A pack whose signer puts into it what he likes, so that one thing at a time is wrong with it and nothing else.
final class MadePack {
    static final SigningKey SIGNER = SigningKey.generate();

    private static final JsonMapper JSON = new JsonMapper();
    private static final String METADATA = "{\"source\":\"API\",\"changeSet\":\"c-1\"}";
    private static final Instant THEN = Instant.parse("2026-03-03T10:00:00Z");

    private final ObjectNode pack = JSON.createObjectNode();

    /// Of a log of this size and root, by its signer.
    MadePack(long size, Hash root) {
        pack.put("format", "mandate/evidence/1").put("size", size);
        asking("OWN_CHANGES", "{}", "{\"items\": [], \"position\": \"s1-0\"}");
        pack.putArray("events");
        pack.put("checkpoint", note("s1", "acme", size, root, SIGNER));
        pack.putArray("keys").addObject().put("epoch", 1).put("key", key());
    }

    /// The written key of the signer.
    static String key() {
        return SIGNER.verifier(TenantCheckpoint.origin("s1", new TenantId("acme")))
                .toString();
    }

    static String note(String store, String tenant, long size, Hash root, SigningKey by) {
        TenantCheckpoint checkpoint =
                new TenantCheckpoint(store, new TenantId(tenant), size, root, THEN, 0, Hash.EMPTY);
        return SignedNote.sign(checkpoint.text(), checkpoint.origin(), by).toString();
    }

    /// @param metadata as JSON
    static LoggedEvent event(String tenant, long seq, String metadata) {
        return event(tenant, seq, seq, THEN, metadata);
    }

    /// In a commit that ends at another one.
    static LoggedEvent event(long seq, long commitSeq, Instant recordedAt) {
        return event("acme", seq, commitSeq, recordedAt, METADATA);
    }

    private static LoggedEvent event(String tenant, long seq, long commitSeq, Instant recordedAt, String metadata) {
        return new LoggedEvent(
                new TenantId(tenant),
                seq,
                commitSeq,
                recordedAt,
                new UUID(7, seq),
                tenant + "/user/kim",
                seq - 1,
                "User",
                THEN.toString(),
                "UserAssigned",
                "1",
                "USER:gil",
                "{}".getBytes(StandardCharsets.UTF_8),
                metadata.getBytes(StandardCharsets.UTF_8));
    }

    static LoggedEvent event(long seq) {
        return event("acme", seq, METADATA);
    }

    /// Adds the proof of an event.
    MadePack with(LoggedEvent event, Hash... path) {
        ObjectNode proof = ((ArrayNode) pack.get("events")).addObject();
        proof.put("position", "s1-" + event.seq())
                .put("index", event.seq() - 1)
                .put("leafHash", event.leaf().base64());
        proof.putObject("event")
                .put("tenant", event.tenant().value())
                .put("seq", event.seq())
                .put("commitSeq", event.commitSeq())
                .put("recordedAt", event.recordedAt().toString())
                .put("eventId", event.eventId().toString())
                .put("aggregateId", event.aggregateId())
                .put("sequence", event.sequence())
                .put("aggregateType", event.aggregateType())
                .put("timestamp", event.timestamp())
                .put("type", event.type())
                .put("revision", event.revision())
                .put("actor", event.actor())
                .put("payload", Base64.getEncoder().encodeToString(event.payload()))
                .put("metadata", Base64.getEncoder().encodeToString(event.metadata()));
        put(proof.putArray("path"), path);
        return this;
    }

    /// One thing in what the pack answers, as JSON.
    MadePack answer(String json) {
        ((ArrayNode) pack.at("/answer/items")).removeAll().add(JSON.readTree(json));
        return this;
    }

    /// What the pack asks and answers, both as JSON.
    MadePack asking(String kind, String question, String answer) {
        pack.put("kind", kind);
        pack.set("question", JSON.readTree(question));
        pack.set("answer", JSON.readTree(answer));
        return this;
    }

    MadePack continuing(long from, long to, Hash... path) {
        ObjectNode consistency = pack.putObject("consistency").put("from", from).put("to", to);
        put(consistency.putArray("path"), path);
        return this;
    }

    /// To be altered after it was signed.
    ObjectNode json() {
        return pack;
    }

    @Override
    public String toString() {
        return pack.toString();
    }

    private static void put(ArrayNode into, Hash... path) {
        for (Hash hash : path) {
            into.add(hash.base64());
        }
    }
}

package io.mandate.acceptance;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.TenantCheckpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// A pack that somebody makes who knows the first two events of a log and wishes for a third. An
/// auditor has a checkpoint of the two.
final class ForgedPack {
    private static final String KEYS = "mandate/keys";
    private static final TenantId TENANT = new TenantId("acme");
    private static final String STORE = "s1";
    private static final String ORIGIN = TenantCheckpoint.origin(STORE, TENANT);
    private static final Instant THEN = Instant.parse("2026-03-03T10:00:00Z");

    private final Hash two = Hash.node(event(1).leaf(), event(2).leaf());
    private final List<Map<String, Object>> keys = new ArrayList<>();

    /// The next key of the pack, which follows the one before it because these say so; nobody: it
    /// follows none.
    ForgedPack key(SigningKey key, SigningKey before, SigningKey... by) {
        int epoch = keys.size() + 1;
        String written = key.verifier(ORIGIN).toString();
        String text = "mandate/keys\nepoch %d\nkey %s\nfollows %s\n"
                .formatted(epoch, key.verifier(KEYS), before.verifier(KEYS));
        keys.add(
                by.length == 0
                        ? Map.of("epoch", epoch, "key", written)
                        : Map.of(
                                "epoch",
                                epoch,
                                "key",
                                written,
                                "succession",
                                SignedNote.sign(text, KEYS, by).toString()));
        return this;
    }

    /// The checkpoint that the auditor has.
    String trusted(SigningKey by) {
        return checkpoint(2, two, by);
    }

    /// The pack with three events.
    String signed(SigningKey by) {
        LoggedEvent wished = event(3);
        Map<String, Object> proof = Map.of(
                "position",
                "s1-3",
                "index",
                wished.seq() - 1,
                "leafHash",
                wished.leaf().base64(),
                "event",
                Map.ofEntries(
                        Map.entry("tenant", TENANT.value()),
                        Map.entry("seq", wished.seq()),
                        Map.entry("commitSeq", wished.commitSeq()),
                        Map.entry("recordedAt", wished.recordedAt().toString()),
                        Map.entry("eventId", wished.eventId().toString()),
                        Map.entry("aggregateId", wished.aggregateId()),
                        Map.entry("sequence", wished.sequence()),
                        Map.entry("aggregateType", wished.aggregateType()),
                        Map.entry("timestamp", wished.timestamp()),
                        Map.entry("type", wished.type()),
                        Map.entry("revision", wished.revision()),
                        Map.entry("actor", wished.actor()),
                        Map.entry("payload", base64(wished.payload())),
                        Map.entry("metadata", base64(wished.metadata()))),
                "path",
                List.of(two.base64()));
        return new JsonMapper()
                .writeValueAsString(Map.of(
                        "format",
                        "mandate/evidence/1",
                        "size",
                        3,
                        "kind",
                        "OWN_CHANGES",
                        "question",
                        Map.of(),
                        "answer",
                        Map.of(
                                "items",
                                List.of(Map.of(
                                        "user",
                                        Map.of("kind", "USER", "id", "gil"),
                                        "as",
                                        "ACTOR",
                                        "profile",
                                        "clerks",
                                        "event",
                                        Map.of("position", "s1-3", "actor", Map.of("kind", "USER", "id", "gil")))),
                                "position",
                                "s1-3"),
                        "events",
                        List.of(proof),
                        "checkpoint",
                        checkpoint(3, Hash.node(two, wished.leaf()), by),
                        "consistency",
                        Map.of("from", 2, "to", 3, "path", List.of(wished.leaf().base64())),
                        "keys",
                        keys));
    }

    private static String checkpoint(long size, Hash root, SigningKey by) {
        var checkpoint = new TenantCheckpoint(STORE, TENANT, size, root, THEN, 0, Hash.EMPTY);
        return SignedNote.sign(checkpoint.text(), ORIGIN, by).toString();
    }

    private static LoggedEvent event(long seq) {
        return new LoggedEvent(
                TENANT,
                seq,
                seq,
                THEN,
                new UUID(0, seq),
                "acme/user/kim",
                seq - 1,
                "User",
                THEN.toString(),
                "UserAssigned",
                "1",
                "USER:gil",
                "{}".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

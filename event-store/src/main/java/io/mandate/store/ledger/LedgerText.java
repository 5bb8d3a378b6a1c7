package io.mandate.store.ledger;

import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.ledger.LedgerLine.Begun;
import io.mandate.store.ledger.LedgerLine.Cut;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The lines of the ledger as text: one JSON object each.
final class LedgerText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FORMAT = 1;

    private LedgerText() {}

    /// The written form, with its line end.
    static String write(LedgerLine line) {
        ObjectNode json = JSON.createObjectNode();
        switch (line) {
            case Begun b ->
                json.put("ledger", b.ledger()).put("lineage", b.lineage()).put("format", FORMAT);
            case Intended i -> write(i, json);
            case Ended e -> json.put(e.done() ? "done" : "void", e.commit().toString());
            case Cut _ -> json.put("cut", true);
        }
        return json + "\n";
    }

    private static void write(Intended line, ObjectNode json) {
        Erasure erasure = line.erasure();
        json.put("erased", erasure.key().id());
        json.put("kind", erasure.kind().name());
        json.put("tenant", erasure.key().tenant().value());
        json.put("log", erasure.log().value());
        json.put("after", erasure.after());
        if (erasure.position() != null) {
            json.put("position", erasure.position().toString());
        }
        json.put("at", erasure.at().toString());
        if (erasure.by() != null) {
            json.put("by", erasure.by());
        }
        json.put("commit", line.commit().toString());
    }

    /// The line that was written like this; null: none of ours.
    static @Nullable LedgerLine read(byte[] line) {
        try {
            return of(JSON.readTree(line));
        } catch (JacksonException | IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    private static @Nullable LedgerLine of(JsonNode json) {
        if (json.has("erased")) {
            return new Intended(
                    UUID.fromString(json.path("commit").stringValue("")),
                    new Erasure(
                            new KeyRef(
                                    tenant(json, "tenant"), json.path("erased").stringValue()),
                            tenant(json, "log"),
                            json.path("after").longValue(),
                            json.has("position")
                                    ? Position.parse(json.path("position").stringValue(""))
                                    : null,
                            Instant.parse(json.path("at").stringValue("")),
                            json.has("by") ? json.path("by").stringValue() : null));
        }
        if (json.has("ledger") && json.path("format").intValue() == FORMAT) {
            return new Begun(
                    json.path("ledger").stringValue(), json.path("lineage").stringValue());
        }
        if (json.has("done") || json.has("void")) {
            boolean done = json.has("done");
            return new Ended(UUID.fromString(json.path(done ? "done" : "void").stringValue("")), done);
        }
        return json.has("cut") ? new Cut() : null;
    }

    private static TenantId tenant(JsonNode json, String name) {
        return new TenantId(json.path(name).stringValue(""));
    }
}

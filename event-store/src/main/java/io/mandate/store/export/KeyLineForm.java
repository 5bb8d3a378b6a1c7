package io.mandate.store.export;

import static io.mandate.store.export.LineForm.base64;
import static io.mandate.store.export.LineForm.bytes;
import static io.mandate.store.export.LineForm.number;
import static io.mandate.store.export.LineForm.text;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.CarriedKey;
import io.mandate.store.envelope.TransportKey.Way;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How lines of a file of keys are written, as [LineForm] for an export: each in one way only.
final class KeyLineForm {
    private static final String VERSION = "keys/1";
    private static final JsonMapper JSON = JsonMapper.shared();

    private KeyLineForm() {}

    static byte[] write(KeyLine line) {
        return JSON.writeValueAsBytes(
                switch (line) {
                    case KeyLine.Header header -> header(header);
                    case KeyLine.Key key -> key(key.key());
                    case KeyLine.Trailer trailer -> trailer(trailer);
                });
    }

    /// Reads a line; anything else is refused with [BrokenExportException].
    static KeyLine read(long number, byte[] written) {
        try {
            if (JSON.readTree(written) instanceof ObjectNode json) {
                KeyLine line = json.has("key") ? key(json) : json.has("end") ? trailer(json) : header(json);
                if (Arrays.equals(write(line), written)) {
                    return line;
                }
            }
        } catch (JacksonException _) {
            throw new BrokenExportException(number, "it is no JSON");
        } catch (RuntimeException e) {
            throw new BrokenExportException(number, "it is no line of a file of keys: " + e.getMessage());
        }
        throw new BrokenExportException(number, "it is not written as a file of keys is");
    }

    private static Map<String, Object> header(KeyLine.Header header) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mandate", VERSION);
        json.put("tenant", header.tenant().value());
        byte[] salt = header.way().salt();
        if (salt != null) {
            json.put("salt", base64(salt));
            json.put("rounds", header.way().rounds());
        }
        if (header.destroyed()) {
            json.put("destroyed", true);
        }
        json.put("tenantKey", base64(header.tenantKey()));
        return json;
    }

    private static KeyLine.Header header(ObjectNode json) {
        if (!text(json, "mandate").equals(VERSION)) {
            throw new IllegalArgumentException("it is of another form");
        }
        Way way = json.has("salt") ? new Way(bytes(json, "salt"), Math.toIntExact(number(json, "rounds"))) : Way.GIVEN;
        return new KeyLine.Header(
                new TenantId(text(json, "tenant")), way, bytes(json, "tenantKey"), json.has("destroyed"));
    }

    private static Map<String, Object> key(CarriedKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key.id());
        byte[] wrapped = key.wrapped();
        if (wrapped != null) {
            json.put("wrapped", base64(wrapped));
        } else {
            json.put("destroyedAt", String.valueOf(key.destroyedAt()));
        }
        return json;
    }

    private static KeyLine.Key key(ObjectNode json) {
        return new KeyLine.Key(new CarriedKey(
                text(json, "key"),
                json.has("wrapped") ? bytes(json, "wrapped") : null,
                json.has("destroyedAt") ? Instant.parse(text(json, "destroyedAt")) : null));
    }

    private static Map<String, Object> trailer(KeyLine.Trailer trailer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("end", VERSION);
        json.put("keys", trailer.keys());
        json.put("seal", base64(trailer.seal()));
        return json;
    }

    private static KeyLine.Trailer trailer(ObjectNode json) {
        return new KeyLine.Trailer(number(json, "keys"), bytes(json, "seal"));
    }
}

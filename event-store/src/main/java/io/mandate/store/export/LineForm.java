package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.export.ExportLine.Event;
import io.mandate.store.export.ExportLine.Header;
import io.mandate.store.export.ExportLine.Journal;
import io.mandate.store.export.ExportLine.Tile;
import io.mandate.store.export.ExportLine.Trailer;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.verify.Finding.Log;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How lines are written. There is one way only to write each: a line that would be written
/// differently is refused, so that whatever somebody changes in a file shows.
final class LineForm {
    /// What the first line names; another number is another form.
    static final String VERSION = "export/1";

    private static final String MARK = "mandate";
    private static final JsonMapper JSON = JsonMapper.shared();

    private LineForm() {}

    /// The bytes of a line, without its end.
    static byte[] write(ExportLine line) {
        return JSON.writeValueAsBytes(
                switch (line) {
                    case Header header -> header(header);
                    case Event event -> CloudEventForm.of(event.event());
                    case Journal journal -> CloudEventForm.of(journal.row());
                    case Tile tile -> tile(tile);
                    case Trailer trailer -> trailer(trailer);
                });
    }

    /// Reads a line; anything else is refused with [BrokenExportException].
    static ExportLine read(long number, byte[] written) {
        ExportLine line = parsed(number, written);
        if (!Arrays.equals(write(line), written)) {
            throw new BrokenExportException(number, "it is not written as an export writes it");
        }
        return line;
    }

    private static ExportLine parsed(long number, byte[] written) {
        try {
            if (!(JSON.readTree(written) instanceof ObjectNode json)) {
                throw new BrokenExportException(number, "it is no JSON object");
            }
            if (json.has("specversion")) {
                return CloudEventForm.read(json);
            }
            if (json.has("tree")) {
                return tile(json);
            }
            if (json.has("end")) {
                return trailer(json);
            }
            return header(number, json);
        } catch (JacksonException _) {
            throw new BrokenExportException(number, "it is no JSON");
        } catch (RuntimeException e) {
            if (e instanceof BrokenExportException) {
                throw e;
            }
            throw new BrokenExportException(number, "it is not what an export has: " + e.getMessage());
        }
    }

    private static Map<String, Object> header(Header header) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(MARK, VERSION);
        json.put("store", header.store());
        if (!header.lineage().isEmpty()) {
            json.put("lineage", header.lineage());
        }
        json.put("tenant", header.tenant().value());
        json.put("head", header.head());
        json.put("journalHead", header.journalHead());
        if (!header.lineage().isEmpty()) {
            json.put("erasures", header.erasures());
        }
        json.put("keys", header.keys());
        return json;
    }

    private static Header header(long number, ObjectNode json) {
        String version = json.path(MARK).asString("");
        if (!version.equals(VERSION)) {
            throw new BrokenExportException(
                    number,
                    version.startsWith("export/")
                            ? "it is of form " + version + ", which another version of Mandate reads"
                            : "it is no line of an export of Mandate");
        }
        List<String> keys =
                json.path("keys").valueStream().map(JsonNode::asString).toList();
        keys.forEach(VerifierKey::parse);
        SortedMap<String, Long> erasures = new TreeMap<>();
        if (json.path("erasures") instanceof ObjectNode files) {
            files.propertyNames().forEach(file -> erasures.put(file, number(files, file)));
        }
        return new Header(
                text(json, "store"),
                json.has("lineage") ? text(json, "lineage") : "",
                new TenantId(text(json, "tenant")),
                number(json, "head"),
                number(json, "journalHead"),
                erasures,
                keys);
    }

    private static Map<String, Object> tile(Tile tile) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tree", tile.log().name().toLowerCase(Locale.ROOT));
        json.put("level", tile.level());
        json.put("number", tile.number());
        json.put("hashes", base64(tile.hashes()));
        return json;
    }

    private static Tile tile(ObjectNode json) {
        return new Tile(
                Log.valueOf(text(json, "tree").toUpperCase(Locale.ROOT)),
                Math.toIntExact(number(json, "level")),
                number(json, "number"),
                bytes(json, "hashes"));
    }

    private static Map<String, Object> trailer(Trailer trailer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("end", VERSION);
        json.put("events", trailer.events());
        json.put("journalRows", trailer.journalRows());
        json.put("eventEdge", base64(trailer.eventEdge()));
        json.put("journalEdge", base64(trailer.journalEdge()));
        json.put("checkpoint", trailer.checkpoint());
        json.put("digest", trailer.digest());
        return json;
    }

    private static Trailer trailer(ObjectNode json) {
        return new Trailer(
                number(json, "events"),
                number(json, "journalRows"),
                bytes(json, "eventEdge"),
                bytes(json, "journalEdge"),
                text(json, "checkpoint"),
                text(json, "digest"));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String text(ObjectNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"" + name + "\" is not there as a text");
        }
        return value.asString();
    }

    static byte[] bytes(ObjectNode json, String name) {
        return Base64.getDecoder().decode(text(json, name));
    }

    static long number(ObjectNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new IllegalArgumentException("\"" + name + "\" is not there as a number");
        }
        return value.asLong();
    }
}

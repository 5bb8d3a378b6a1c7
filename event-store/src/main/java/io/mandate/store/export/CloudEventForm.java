package io.mandate.store.export;

import static io.mandate.store.export.LineForm.base64;
import static io.mandate.store.export.LineForm.bytes;
import static io.mandate.store.export.LineForm.text;

import io.mandate.events.values.TenantId;
import io.mandate.store.export.ExportLine.Event;
import io.mandate.store.export.ExportLine.Journal;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Events and rows of the journal as CloudEvents 1.0 in JSON, so that others than Mandate can read
/// them too. What CloudEvents has no place for is in extension attributes, whose names are
/// lower-case letters; numbers are texts there, because integers of CloudEvents end at 31 bits.
final class CloudEventForm {
    /// The type of a row of the access journal; events have their own.
    static final String JOURNAL = "AccessJournalRow";

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private CloudEventForm() {}

    static Map<String, Object> of(LoggedEvent event) {
        Map<String, Object> json =
                begun(event.eventId().toString(), "/mandate/" + event.tenant(), event.type(), event.recordedAt());
        json.put("subject", event.aggregateId());
        json.put("tenant", event.tenant().value());
        json.put("position", Long.toString(event.seq()));
        json.put("commit", Long.toString(event.commitSeq()));
        json.put("streamkind", event.aggregateType());
        json.put("streamnumber", Long.toString(event.sequence()));
        json.put("revision", event.revision());
        json.put("enginetime", event.timestamp());
        json.put("actor", event.actor());
        json.put("metadata", base64(event.metadata()));
        json.put("data_base64", base64(event.payload()));
        return json;
    }

    static Map<String, Object> of(LoggedJournalRow row) {
        Map<String, Object> json = begun(
                Long.toString(row.seq()), "/mandate/" + row.tenant() + "/access-journal", JOURNAL, row.recordedAt());
        json.put("tenant", row.tenant().value());
        json.put("hash", base64(row.hash()));
        json.put("data_base64", base64(row.entry()));
        return json;
    }

    private static Map<String, Object> begun(String id, String source, String type, Instant time) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("source", source);
        json.put("type", type);
        json.put("time", MICROSECONDS.format(time.atOffset(ZoneOffset.UTC)));
        json.put("datacontenttype", "application/json");
        return json;
    }

    /// The line as it was parsed; that it says nothing else is up to whoever writes it again and
    /// compares.
    static ExportLine read(ObjectNode json) {
        TenantId tenant = new TenantId(text(json, "tenant"));
        Instant time = Instant.parse(text(json, "time"));
        return text(json, "type").equals(JOURNAL)
                ? new Journal(new LoggedJournalRow(
                        tenant, number(json, "id"), time, bytes(json, "data_base64"), bytes(json, "hash")))
                : new Event(new LoggedEvent(
                        tenant,
                        number(json, "position"),
                        number(json, "commit"),
                        time,
                        UUID.fromString(text(json, "id")),
                        text(json, "subject"),
                        number(json, "streamnumber"),
                        text(json, "streamkind"),
                        text(json, "enginetime"),
                        text(json, "type"),
                        text(json, "revision"),
                        text(json, "actor"),
                        bytes(json, "data_base64"),
                        bytes(json, "metadata")));
    }

    private static long number(ObjectNode json, String name) {
        return Long.parseLong(text(json, name));
    }
}

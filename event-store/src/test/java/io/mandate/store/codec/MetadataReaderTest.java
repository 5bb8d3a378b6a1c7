package io.mandate.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.envelope.Opener;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {
    private static final EventReading READING =
            new EventCodec().reading(new TenantId("north"), Opener.NOTHING, Opener.NOTHING);
    private static final String WHOLE = """
            {"actor":{"id":"eve","kind":"USER"},"changeSet":"c1","correlationId":"r1","source":"API"}""";

    @Test
    void what_may_be_absent_may_be_absent_and_properties_come_in_any_order() {
        EventMetadata expected = new EventMetadata(
                new Actor(Actor.Kind.USER, new UserId("eve")),
                null,
                EventMetadata.Source.API,
                new ChangeSetId("c1"),
                "r1",
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(read(WHOLE)).isEqualTo(expected);
        assertThat(read("""
                {"source":"API","correlationId":"r1","changeSet":"c1","actor":{"kind":"USER","id":"eve"}}""")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"actor\":{\"id\":\"eve\"},\"changeSet\":\"c1\",\"correlationId\":\"r1\",\"source\":\"API\"}",
                "{\"actor\":\"eve\",\"changeSet\":\"c1\",\"correlationId\":\"r1\",\"source\":\"API\"}"
            })
    void without_its_parts_it_is_refused(String json) {
        refused(json);
    }

    @Test
    void what_is_not_of_its_form_is_refused() {
        refused(WHOLE.replace("\"c1\"", "1"));
        refused(WHOLE.replace("\"c1\"", "null"));
        refused(WHOLE.replace("\"c1\"", "\"no change set\""));
        refused(WHOLE.replace("\"eve\"", "\"nobody at all\""));
        refused(WHOLE.replace("\"USER\"", "\"GHOST\""));
        refused(WHOLE.replace("\"API\"", "\"RUMOUR\""));
        refused(WHOLE.replace("\"source\"", "\"sauce\":\"hot\",\"source\""));
        refused(WHOLE.replace("\"kind\"", "\"kin\":\"none\",\"kind\""));
        refused(WHOLE.replace("\"source\"", "\"actorProfileRevision\":\"7\",\"source\""));
        refused(WHOLE + "{}");
        refused(WHOLE + "}");
        refused(WHOLE + WHOLE);
        refused(WHOLE.substring(0, WHOLE.length() - 1));
    }

    private static EventMetadata read(String json) {
        return READING.metadata(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String json) {
        EventMetadata before = read(WHOLE);
        assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(UnreadablePayloadException.class);
        assertThat(read(WHOLE)).as("after " + json).isEqualTo(before);
    }
}

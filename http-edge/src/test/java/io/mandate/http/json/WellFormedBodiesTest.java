package io.mandate.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.mandate.events.values.Label;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

/// What cannot be stored and written again as it came is understood nowhere in a body.
class WellFormedBodiesTest {
    private static final StrictJson JSON = new StrictJson();

    record Body(Map<String, String> names, Label label, List<RecordId> ids) {}

    record Dated(Instant at) {}

    /// Every value type that reads a text by itself.
    static Stream<Class<?>> value_types() throws IOException {
        Resource[] classes =
                new PathMatchingResourcePatternResolver().getResources("classpath*:io/mandate/events/values/*.class");
        return Arrays.stream(classes)
                .map(file -> Objects.requireNonNull(file.getFilename()).replace(".class", ""))
                .<Class<?>>map(name -> ClassUtils.resolveClassName("io.mandate.events.values." + name, null))
                .filter(type -> Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                        .<Executable>flatMap(Arrays::stream)
                        .anyMatch(creator -> creator.isAnnotationPresent(JsonCreator.class)));
    }

    @Test
    void all_value_types_are_tried() throws IOException {
        assertThat(value_types())
                .contains(RecordId.class, ProfileName.class, Label.class)
                .hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("value_types")
    void no_value_type_takes_half_a_character_or_none(Class<?> type) {
        for (String text : List.of("x\\ud800", "\\udc00x", "x\\ud800\\u0041", "x\\u0000")) {
            assertThatThrownBy(() -> read("\"" + text + "\"", type))
                    .as(text)
                    .isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void a_text_that_is_refused_has_its_place() {
        assertThatThrownBy(() -> read("{\"ids\": [\"a\", \"b\\ud800\"]}", Body.class))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class,
                        malformed -> assertThat(malformed.pointer()).isEqualTo("/ids/1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"names\": {\"x\\ud800\": \"a\"}}",
                "{\"names\": {\"x\\u0000\": \"a\"}}",
                "{\"label\": {\"x\\udc00\": \"a\"}}",
                "{\"label\": {\"en\\u0000\": \"a\"}}",
                "{\"ids\": [\"a\", \"b\\\\\\ud800\\\\\"]}",
            })
    void neither_does_a_name_or_a_list(String body) {
        assertThatThrownBy(() -> read(body, Body.class)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void whole_characters_are_taken_as_they_come() {
        Body body = read(
                "{\"names\": {\"\\ud83d\\ude00\": \"\\\\ud800\"}, \"ids\": [\"\\ud83d\\ude00\\\"\\u0041\", \"😀\"]}",
                Body.class);
        assertThat(body.names()).containsExactly(Map.entry("😀", "\\ud800"));
        assertThat(body.ids()).containsExactly(new RecordId("😀\"A"), new RecordId("😀"));
    }

    @Test
    void a_body_in_another_encoding_is_refused() {
        byte[] body = "{\"names\": {\"a\": \"b\"}}".getBytes(StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> JSON.read(body, Body.class)).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> JSON.read(body, JsonNode.class)).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-290309-01-01T00:00:00Z",
                "-5000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+01:00",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "2026-01-01",
                "now"
            })
    void an_instant_beyond_the_calendar_is_refused_with_its_place(String instant) {
        assertThatThrownBy(() -> read("{\"at\": \"" + instant + "\"}", Dated.class))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class,
                        malformed -> assertThat(malformed.pointer()).isEqualTo("/at"));
    }

    @Test
    void instants_are_texts_with_any_offset() {
        assertThat(read("{\"at\": \"2026-01-01T01:00:00+01:00\"}", Dated.class).at())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(read("{\"at\": \"9999-12-31T23:59:59.999999Z\"}", Dated.class)
                        .at())
                .isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThatThrownBy(() -> read("{\"at\": 5}", Dated.class)).isInstanceOf(MalformedJsonException.class);
    }

    private static <T> T read(String body, Class<T> type) {
        return JSON.read(body.getBytes(StandardCharsets.UTF_8), type);
    }
}

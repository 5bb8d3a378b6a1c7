package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The description that a running server gives of itself is complete.
class DescriptionTest {
    private static final MandateServer SERVER = MandateServer.shared();
    private static final Client NOBODY = new Client(SERVER.url(), null, new Client.Seen());
    private static final JsonNode DESCRIPTION =
            NOBODY.get("/v3/api-docs").expect(200).json();

    /// One operation of it.
    record Described(String name, JsonNode operation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Described> operations() {
        List<Described> all = new ArrayList<>();
        DESCRIPTION
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Described(
                                method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                method.getValue()))));
        return all.stream();
    }

    @Test
    void it_has_every_endpoint_that_changes_something() {
        Set<String> described = new TreeSet<>();
        operations().forEach(operation -> described.add(operation.name()));
        WriteEndpoint.all()
                .map(endpoint -> endpoint.pattern().replace("{*", "{"))
                .forEach(pattern -> assertThat(described).contains(pattern));
        assertThat(described)
                .contains("POST /access/v1/evaluation", "GET /v1/audit", "GET /.well-known/authzen-configuration");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_says_what_it_does_what_it_takes_and_what_it_answers(Described described) {
        JsonNode operation = described.operation();
        assertThat(operation.path("summary").asString("")).hasSizeGreaterThan(5);

        JsonNode responses = operation.path("responses");
        List<String> refusals = responses.propertyNames().stream()
                .filter(status -> status.startsWith("4") || status.startsWith("5"))
                .toList();
        assertThat(refusals).isNotEmpty();
        refusals.forEach(status ->
                assertThat(members(schema(responses.path(status)))).as(status).containsAnyOf("type", "error"));

        List<String> successes = responses.propertyNames().stream()
                .filter(status -> status.startsWith("2"))
                .toList();
        assertThat(successes).isNotEmpty();
        successes.forEach(status -> assertThat(tells(schema(responses.path(status))))
                .as(responses.toString())
                .isTrue());

        JsonNode body = operation.path("requestBody");
        if (!body.isMissingNode()) {
            assertThat(tells(schema(body))).as(body.toString()).isTrue();
        }
        for (JsonNode parameter : operation.path("parameters")) {
            assertThat(parameter.path("name").asString()).isNotIn("caller", "facts", "atLeast", "min");
        }
    }

    @ParameterizedTest
    @MethodSource("withBodies")
    void an_operation_that_takes_a_body_says_which_and_ours_fits_it(WriteEndpoint endpoint) {
        JsonNode operation = operations()
                .filter(described -> described.name().equals(endpoint.pattern().replace("{*", "{")))
                .findFirst()
                .orElseThrow()
                .operation();
        JsonNode schema = schema(operation.path("requestBody"));
        if (schema.has("externalDocs")) {
            return;
        }
        JsonNode sample = new tools.jackson.databind.json.JsonMapper().readTree(endpoint.body());
        assertThat(members(schema)).containsAll(sample.propertyNames());
    }

    static Stream<WriteEndpoint> withBodies() {
        return WriteEndpoint.all();
    }

    @Test
    void the_answer_to_a_change_has_the_members_that_are_described() {
        Tenant tenant = Tenant.of("commerce-classic");
        JsonNode answer = tenant.admin()
                .post("/v1/profiles", "{\"name\": \"Described\"}")
                .expect(201)
                .json();
        JsonNode schema = schema(DESCRIPTION
                .path("paths")
                .path("/v1/profiles")
                .path("post")
                .path("responses")
                .path("201"));
        assertThat(members(schema)).containsExactlyInAnyOrderElementsOf(answer.propertyNames());
    }

    @Test
    void every_status_form_and_tag_that_an_operation_may_answer_with_is_described() {
        assertThat(responses("POST /v1/records").propertyNames()).contains("200", "201", "409", "410");
        assertThat(responses("POST /v1/operations/projections/{tenant}/retry").propertyNames())
                .contains("200", "202");
        assertThat(responses("POST /v1/jobs").propertyNames()).contains("202", "429");
        assertThat(responses("POST /v1/replays").propertyNames()).contains("202", "429");
        assertThat(responses("GET /v1/audit").path("200").path("content").propertyNames())
                .containsExactlyInAnyOrder("application/json", "text/csv", "application/x-ndjson");
        for (String what : List.of("permissions", "navigation", "settings")) {
            JsonNode answers = responses("GET /v1/users/{user}/" + what);
            for (String status : List.of("200", "304")) {
                assertThat(answers.path(status).path("headers").propertyNames()).containsExactly("ETag");
            }
        }
    }

    private static JsonNode responses(String operation) {
        return operations()
                .filter(described -> described.name().equals(operation))
                .findFirst()
                .orElseThrow()
                .operation()
                .path("responses");
    }

    @Test
    void it_says_nothing_of_how_the_server_is_built() {
        assertThat(DESCRIPTION.toString()).doesNotContain("io.mandate").doesNotContain("\"format\":\"byte\"");
    }

    @Test
    void the_pages_that_show_it_answer() {
        Answer page = NOBODY.get("/swagger-ui/index.html").expect(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(NOBODY.get("/swagger-ui.html").status()).isIn(200, 302);
    }

    private static JsonNode schema(JsonNode bodyOrResponse) {
        JsonNode content = bodyOrResponse.path("content");
        assertThat(content.isEmpty()).as(bodyOrResponse.toString()).isFalse();
        return resolved(content.iterator().next().path("schema"));
    }

    private static JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : DESCRIPTION.at(reference.substring(1));
    }

    private static List<String> members(JsonNode schema) {
        return List.copyOf(schema.path("properties").propertyNames());
    }

    /// Whether a schema says anything: members, or where to find them.
    private static boolean tells(JsonNode schema) {
        return !schema.path("properties").isEmpty()
                || schema.path("oneOf").size() > 1
                || schema.has("externalDocs")
                || schema.path("additionalProperties").isObject();
    }
}

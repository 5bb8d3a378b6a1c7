package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// How requests of the decision API are sent, what is refused as no request of it, and how that is said (AuthZEN 1.0,
/// transport, request validation and errors).
class AuthzenTransportTest {
    private static final String EVALUATION = "/access/v1/evaluation";
    private static final String EVALUATIONS = "/access/v1/evaluations";
    private static final Tenant TENANT = Tenant.of("authzen-certification");
    private static final String QUESTION = """
            {"subject": {"type": "user", "id": "gil"}, "action": {"name": "read"},
             "resource": {"type": "record", "id": "record-1"}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "APPLICATION/JSON"
            })
    void json_is_accepted_however_its_type_is_written(String type) {
        Answer answer =
                ask(EVALUATION, QUESTION, "Content-Type", type).expect(200).at("/decision", true);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "json",
                "*/*",
                ""
            })
    void any_other_type_is_a_400_that_says_what_to_send(String type) {
        for (String path : new String[] {EVALUATION, EVALUATIONS}) {
            Answer answer = ask(path, QUESTION, "Content-Type", type).expect(400);
            assertThat(answer.text()).contains("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void only_post_is_a_question(String method) {
        TENANT.service()
                .send(method, EVALUATION, BodyPublishers.ofString(QUESTION))
                .expect(405);
        TENANT.service()
                .send(method, EVALUATIONS, BodyPublishers.ofString(QUESTION))
                .expect(405);
    }

    @Test
    void a_request_id_comes_back_with_decisions_and_with_refusals_alike() {
        for (String id : new String[] {"bfe9eb29-ab87-4ca3-be83-a1d5d8305716", "with spaces / and = signs"}) {
            assertThat(ask(EVALUATION, QUESTION, "X-Request-ID", id).expect(200).header("X-Request-ID"))
                    .isEqualTo(id);
            assertThat(ask(EVALUATIONS, "{", "X-Request-ID", id).expect(400).header("X-Request-ID"))
                    .isEqualTo(id);
            Client nobody = new Client(TENANT.url(), null, TENANT.seen()).with("X-Request-ID", id);
            assertThat(nobody.post(EVALUATION, QUESTION).expect(401).header("X-Request-ID"))
                    .isEqualTo(id);
        }
    }

    @Test
    void without_a_request_id_or_with_an_endless_one_the_question_is_answered_just_as_well() {
        ask(EVALUATION, QUESTION).expect(200);
        Answer answer =
                ask(EVALUATION, QUESTION, "X-Request-ID", "x".repeat(2_000)).expect(200);
        assertThat(answer.headers().firstValue("X-Request-ID")).isEmpty();
    }

    @Test
    void without_a_valid_token_it_is_a_401_that_says_how_to_send_one() {
        Client nobody = new Client(TENANT.url(), null, TENANT.seen());
        Client stranger = new Client(TENANT.url(), "no-token-of-ours", TENANT.seen());
        for (Client client : new Client[] {nobody, stranger}) {
            for (String path : new String[] {EVALUATION, EVALUATIONS}) {
                assertThat(client.post(path, QUESTION).expect(401).header("WWW-Authenticate"))
                        .startsWith("Bearer");
            }
        }
    }

    @Test
    void a_denied_decision_is_a_200() {
        ask(EVALUATION, QUESTION.replace("gil", "nobody"))
                .expect(200)
                .at("/decision", false)
                .at("/context/mandate/reason", "USER_UNKNOWN");
    }

    @Test
    void a_user_may_ask_about_himself_only() {
        TENANT.admin().post("/v1/users", """
                {"id": "kim", "username": "kim@example.org", "firstName": "Kim", "lastName": "Example",
                 "role": "USER", "profile": "%s", "active": true}""".formatted(administrators())).expect(201);
        Client kim = TENANT.as("kim");
        kim.post(EVALUATION, QUESTION.replace("gil", "kim")).expect(200).at("/decision", true);
        kim.post(EVALUATION, QUESTION).refused(403, "NOT_PERMITTED");
    }

    @Test
    void unknown_fields_are_ignored_wherever_they_are_and_order_means_nothing() {
        ask(EVALUATION, """
                {"future": [1, {"a": null}],
                 "resource": {"id": "record-1", "colour": "red", "type": "record", "properties": {"unheard": {"of": 1}}},
                 "context": {"time": "2026-11-26T10:00:00Z", "nested": {"x": [true]}},
                 "action": {"properties": {"soft": true}, "name": "read", "verb": 1},
                 "subject": {"ip": null, "id": "gil", "properties": {"department": "Sales"}, "type": "user"}}""").expect(200).at("/decision", true);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "the body is empty"),
                Arguments.of("null", "must be a JSON object"),
                Arguments.of("[" + QUESTION + "]", "must be a JSON object"),
                Arguments.of("\"question\"", "must be a JSON object"),
                Arguments.of("{", "not valid JSON"),
                Arguments.of(QUESTION + "x", "JSON"),
                Arguments.of(QUESTION + QUESTION, "after the end"),
                Arguments.of(QUESTION.replace("{\"name\"", "{\"name\": \"write\", \"name\""), "twice"),
                Arguments.of(QUESTION.replaceFirst("\\{", "{\"action\": {\"name\": \"write\"},"), "twice"),
                Arguments.of(QUESTION.replace("\"read\"", "123"), "action.name must be a string"),
                Arguments.of(QUESTION.replace("\"read\"", "true"), "action.name must be a string"),
                Arguments.of(QUESTION.replace("\"read\"", "null"), "action.name must be a string"),
                Arguments.of(QUESTION.replace("\"gil\"", "7.5"), "subject.id must be a string"),
                Arguments.of(QUESTION.replace("\"record\"", "[\"record\"]"), "resource.type must be a string"),
                Arguments.of(
                        QUESTION.replace("{\"type\": \"user\", \"id\": \"gil\"}", "\"alice\""),
                        "subject must be an object"),
                Arguments.of(QUESTION.replace("{\"name\": \"read\"}", "[\"read\"]"), "action must be an object"),
                Arguments.of(QUESTION.replace("{\"name\": \"read\"}", "null"), "action must be an object"),
                Arguments.of(QUESTION.replace("\"name\"", "\"called\""), "action.name is missing"),
                Arguments.of(QUESTION.replace("\"type\": \"user\", ", ""), "subject.type is missing"),
                Arguments.of(QUESTION.replace(", \"id\": \"gil\"", ""), "subject.id is missing"),
                Arguments.of(QUESTION.replace("\"type\": \"record\", ", ""), "resource.type is missing"),
                Arguments.of(QUESTION.replace(", \"id\": \"record-1\"", ""), "resource.id is missing"),
                Arguments.of(QUESTION.replace("\"subject\"", "\"who\""), "subject is missing"),
                Arguments.of(QUESTION.replace("\"action\"", "\"what\""), "action is missing"),
                Arguments.of(QUESTION.replace("\"resource\"", "\"where\""), "resource is missing"),
                Arguments.of(with("\"context\": 7"), "context must be an object"),
                Arguments.of(with("\"context\": {\"explain\": \"yes\"}"), "context.explain must be true or false"),
                Arguments.of(
                        QUESTION.replace("\"id\": \"gil\"", "\"id\": \"gil\", \"properties\": [1]"),
                        "subject.properties must be an object"),
                Arguments.of(
                        QUESTION.replace("{\"name\": \"read\"}", "{\"name\": \"read\", \"properties\": \"x\"}"),
                        "action.properties must be an object"),
                Arguments.of(
                        QUESTION.replace("\"record-1\"", "\"record-1\", \"properties\": {\"status\": 1e999}"),
                        "beyond the range of a double"),
                Arguments.of(QUESTION.replace("\"record-1\"", "9".repeat(200)), "too long"),
                Arguments.of(with("\"deep\": " + "[".repeat(200) + "]".repeat(200)), "too deep"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_no_request_is_a_400_that_names_the_place(String body, String told) {
        for (String path : new String[] {EVALUATION, EVALUATIONS}) {
            assertThat(ask(path, body).expect(400).at("/error")).contains(told);
        }
    }

    @Test
    void what_is_not_utf_8_is_a_400() {
        byte[] body = QUESTION.getBytes(StandardCharsets.UTF_8);
        body[QUESTION.indexOf("gil")] = (byte) 0xff;
        TENANT.service()
                .send("POST", EVALUATION, BodyPublishers.ofByteArray(body))
                .expect(400);
    }

    @Test
    void an_answer_names_its_position_and_repeats_exactly() {
        Answer one = ask(EVALUATION, QUESTION).expect(200);
        Answer other = ask(EVALUATION, QUESTION).expect(200);
        assertThat(one.at("/context/mandate/position")).isEqualTo(one.position());
        assertThat(one.text()).isEqualTo(other.text());
        JsonNode answer = one.json();
        assertThat(answer.propertyNames()).containsExactly("decision", "context");
    }

    private static String administrators() {
        return TENANT.admin().get("/v1/users/gil").expect(200).at("/profile/id");
    }

    private static String with(String member) {
        return "{" + member + "," + QUESTION.substring(1);
    }

    private static Answer ask(String path, String body, String... headers) {
        return TENANT.service().with(headers).post(path, body);
    }
}

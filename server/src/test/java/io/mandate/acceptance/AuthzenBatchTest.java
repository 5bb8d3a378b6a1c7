package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Many questions in one request (AuthZEN 1.0, Access Evaluations): defaults, semantics, and what one bad item means.
class AuthzenBatchTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Tenant TENANT = Tenant.of("commerce");
    private static final String SAM = "\"subject\": {\"type\": \"user\", \"id\": \"sam\"}";
    private static final String VIEW = "\"action\": {\"name\": \"view\"}";
    private static final String DELETE = "\"action\": {\"name\": \"delete\"}";
    private static final String INVOICE = "\"resource\": {\"type\": \"invoice\", \"id\": \"INV-1\"}";
    private static final String DEFAULTS = SAM + "," + VIEW + "," + INVOICE;
    private static final String DENIED = "{" + DELETE + "}";

    /// Sam may view every invoice and edit his own, with the customer's data masked.
    @BeforeAll
    static void sam() {
        TENANT.admin().post("/v1/profiles", """
                {"id": "csr", "name": "CSR", "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
                  {"kind": "SetRecordScope", "node": "commerce/invoices", "action": "edit",
                   "scope": {"kind": "CREATED_BY_ME"}}]}""").expect(201);
        TENANT.admin().post("/v1/users", """
                {"id": "sam", "username": "sam@example.org", "firstName": "Sam", "lastName": "Example",
                 "role": "CSR", "profile": "csr", "active": true}""").expect(201);
    }

    @Test
    void answers_come_in_the_order_of_the_questions_and_hold_nothing_but_the_decision() {
        Answer answer = ask(DEFAULTS, "{}", DENIED, "{" + VIEW + "}");
        assertThat(answer.text())
                .isEqualTo("{\"evaluations\":[{\"decision\":true},{\"decision\":false},{\"decision\":true}]}");
    }

    @Test
    void an_empty_item_takes_all_defaults_and_an_item_may_bring_everything() {
        assertThat(decisions(ask(DEFAULTS, "{}"))).containsExactly(true);
        assertThat(decisions(ask("\"unknown\": 1", "{" + DEFAULTS + "}"))).containsExactly(true);
    }

    @Test
    void a_default_is_replaced_as_a_whole_and_never_merged() {
        // Only the default says who created the record; the item's own resource says nothing of it.
        String mine =
                "\"resource\": {\"type\": \"invoice\", \"id\": \"INV-1\", \"properties\": {\"creator\": \"sam\"}}";
        String edit = "\"action\": {\"name\": \"edit\"}";
        Answer answer = ask(SAM + "," + edit + "," + mine, "{}", "{" + INVOICE + "}");
        assertThat(decisions(answer)).containsExactly(true, false);

        // A resource without an id is not completed by that of the default.
        Answer incomplete = ask(DEFAULTS, "{\"resource\": {\"type\": \"invoice\"}}");
        incomplete.at("/evaluations/0/decision", false);
        assertThat(incomplete.at("/evaluations/0/context/error/message")).isEqualTo("resource.id is missing");

        // Nor is the context: whoever sends one of his own without "explain" gets no explanation.
        Answer contexts = ask(DEFAULTS + ", \"context\": {\"explain\": true}", "{}", "{\"context\": {}}");
        assertThat(contexts.json().at("/evaluations/0/context/mandate/because")).isNotEmpty();
        assertThat(contexts.json().at("/evaluations/1").propertyNames()).containsExactly("decision");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"evaluations\": []"})
    void without_items_it_is_the_single_question(String evaluations) {
        Answer single = TENANT.service()
                .post("/access/v1/evaluation", "{" + DEFAULTS + "}")
                .expect(200);
        Answer batch = TENANT.service()
                .post("/access/v1/evaluations", "{" + DEFAULTS + evaluations + "}")
                .expect(200);
        assertThat(batch.text()).isEqualTo(single.text());
        assertThat(batch.json().has("evaluations")).isFalse();
        TENANT.service()
                .post("/access/v1/evaluations", "{" + SAM + evaluations + "}")
                .expect(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execute_all            | true, false, true, false",
                "deny_on_first_deny     | true, false",
                "permit_on_first_permit | true"
            })
    void a_batch_ends_right_after_the_item_that_ends_it(String semantic, String expected) {
        String options = ", \"options\": {\"evaluations_semantic\": \"" + semantic + "\"}";
        Answer answer = ask(DEFAULTS + options, "{}", DENIED, "{}", DENIED);
        assertThat(decisions(answer).toString()).isEqualTo("[" + expected + "]");
        assertThat(answer.json().propertyNames()).containsExactly("evaluations");
    }

    @Test
    void permit_on_first_permit_passes_over_denials_and_a_batch_without_a_trigger_is_answered_in_full() {
        String permit = ", \"options\": {\"evaluations_semantic\": \"permit_on_first_permit\"}";
        assertThat(decisions(ask(DEFAULTS + permit, DENIED, "{}", "{}"))).containsExactly(false, true);
        assertThat(decisions(ask(DEFAULTS + permit, DENIED, DENIED))).containsExactly(false, false);
        String deny = ", \"options\": {\"evaluations_semantic\": \"deny_on_first_deny\"}";
        assertThat(decisions(ask(DEFAULTS + deny, "{}", "{}"))).containsExactly(true, true);
    }

    @Test
    void an_item_in_error_counts_as_denied_for_the_semantics() {
        String deny = ", \"options\": {\"evaluations_semantic\": \"deny_on_first_deny\"}";
        assertThat(decisions(ask(DEFAULTS + deny, "{}", "{\"resource\": {}}", "{}")))
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"evaluations_semantic\": \"whatever\"}",
                "{\"evaluations_semantic\": \"EXECUTE_ALL\"}",
                "{\"evaluations_semantic\": 1}",
                "{\"evaluations_semantic\": null}",
                "\"execute_all\"",
                "[]"
            })
    void an_unknown_semantic_is_a_400(String options) {
        batch(DEFAULTS + ", \"options\": " + options, "{}").expect(400);
    }

    @Test
    void unknown_options_are_ignored() {
        ask(DEFAULTS + ", \"options\": {\"another\": 1}", "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"resource\": {\"type\": \"invoice\"}}                    | resource.id is missing",
                "{\"action\": {\"name\": 123}}                              | action.name must be a string",
                "{\"subject\": \"alice\"}                                    | subject must be an object",
                "7                                                          | an item must be an object",
                "{\"context\": {\"explain\": 1}}                             | context.explain must be true or false"
            })
    void one_bad_item_is_denied_with_its_error_and_does_not_spoil_the_others(String item, String message) {
        Answer answer = ask(DEFAULTS, "{}", item, "{}");
        assertThat(decisions(answer)).containsExactly(true, false, true);
        answer.at("/evaluations/1/context/error/status", 400).at("/evaluations/1/context/error/message", message);
    }

    @Test
    void the_only_item_without_a_subject_is_a_200_with_one_denial() {
        Answer answer = ask(VIEW + "," + INVOICE, "{}");
        assertThat(decisions(answer)).containsExactly(false);
        answer.at("/evaluations/0/context/error/message", "subject is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"{}\"", "7", "null", "true"})
    void items_that_are_no_list_are_a_400(String items) {
        TENANT.service()
                .post("/access/v1/evaluations", "{" + DEFAULTS + ", \"evaluations\": " + items + "}")
                .expect(400);
    }

    @Test
    void a_default_that_could_be_none_is_a_400_even_where_every_item_has_its_own() {
        batch("\"subject\": \"alice\"", "{" + DEFAULTS + "}").expect(400);
    }

    @Test
    void more_items_than_are_answered_at_once_are_refused_and_not_cut() {
        String many = "{},".repeat(10_000);
        batch(DEFAULTS, many.substring(0, many.length() - 1) + ",{}").expect(400);
    }

    @Test
    void obligations_are_told_even_where_nobody_asked_for_a_context() {
        Answer answer = ask(
                SAM + ", \"action\": {\"name\": \"edit\"}, \"context\": {\"accept_conditional\": true}",
                "{\"resource\": {\"type\": \"invoice\", \"id\": \"*\"}}");
        answer.at("/evaluations/0/decision", true)
                .at("/evaluations/0/context/mandate/conditional", true)
                .at("/evaluations/0/context/mandate/scope/kind", "CREATED_BY_ME");
        assertThat(answer.json().at("/evaluations/0/context/mandate").has("reason"))
                .isFalse();
    }

    @Test
    void an_item_that_asks_for_it_explains_itself() {
        Answer answer = ask(DEFAULTS, "{}", "{" + DELETE + ", \"context\": {\"explain\": true}}");
        assertThat(answer.json().at("/evaluations/0").propertyNames()).containsExactly("decision");
        answer.at("/evaluations/1/context/mandate/reason", "ACTION_NOT_GRANTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`subject`:  {`type`: `user`, `id`: `nobody`}          | USER_UNKNOWN         | 1",
                "`subject`:  {`type`: `robot`, `id`: `sam`}            | USER_UNKNOWN         | 1",
                "`subject`:  {`type`: `user`, `id`: `sam@example.org`} | USER_UNKNOWN         | 1",
                "`resource`: {`type`: `No key!`, `id`: `*`}            | RESOURCE_UNKNOWN     | 3",
                "`resource`: {`type`: `nothing`, `id`: `*`}            | RESOURCE_UNKNOWN     | 3",
                "`action`:   {`name`: `No action!`}                    | ACTION_NOT_SUPPORTED | 3",
                "`action`:   {`name`: `delete`}                        | ACTION_NOT_GRANTED   | 10"
            })
    void an_item_is_explained_like_the_single_question(String odd, String reason, int step) {
        String defaults = "{" + DEFAULTS + ", \"context\": {\"explain\": true}}";
        String item = "{" + odd.replace('`', '"') + "}";
        ObjectNode whole = (ObjectNode) JSON.readTree(defaults);
        whole.setAll((ObjectNode) JSON.readTree(item));

        JsonNode single = TENANT.service()
                .post("/access/v1/evaluation", whole.toString())
                .expect(200)
                .at("/context/mandate/reason", reason)
                .at("/context/mandate/step", step)
                .json();
        JsonNode last =
                single.at("/context/mandate/because").valueStream().toList().getLast();
        assertThat(last.path("step").asInt()).isEqualTo(step);
        assertThat(last.path("holds").asBoolean(true)).isFalse();

        assertThat(ask(defaults.substring(1, defaults.length() - 1), item)
                        .json()
                        .at("/evaluations/0"))
                .isEqualTo(single);
        assertThat(ask(DEFAULTS, item).json().at("/evaluations/0").propertyNames())
                .as("for whoever did not ask why")
                .containsExactly("decision");
    }

    @Test
    void whoever_may_ask_about_himself_only_cannot_do_otherwise_in_a_batch() {
        Client sam = TENANT.as("sam");
        sam.post("/access/v1/evaluations", "{" + DEFAULTS + ", \"evaluations\": [{}]}")
                .expect(200);
        sam.post(
                        "/access/v1/evaluations",
                        "{" + DEFAULTS
                                + ", \"evaluations\": [{}, {\"subject\": {\"type\": \"user\", \"id\": \"gil\"}}]}")
                .refused(403, "NOT_PERMITTED");
    }

    private static Answer ask(String members, String... items) {
        return batch(members, items).expect(200);
    }

    private static Answer batch(String members, String... items) {
        return TENANT.service()
                .post(
                        "/access/v1/evaluations",
                        "{" + members + ", \"evaluations\": [" + String.join(",", items) + "]}");
    }

    private static List<Boolean> decisions(Answer answer) {
        return StreamSupport.stream(answer.json().path("evaluations").spliterator(), false)
                .map(item -> item.path("decision").asBoolean())
                .toList();
    }
}

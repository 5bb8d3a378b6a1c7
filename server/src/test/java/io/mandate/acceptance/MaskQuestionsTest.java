package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Values go in, and come out as somebody may see them.
class MaskQuestionsTest {
    private static final Tenant TENANT = Tenant.of("contact-center");
    private static final String VALUES =
            "\"values\": {\"phone\": \"+46701234567\", \"name\": \"Bo\", \"note\": \"calls back\", \"email\": null}";

    @BeforeAll
    static void supervisors() {
        TENANT.profile("supervisors", "Supervisors", """
                "defaultActions": ["view", "edit"], "maskSensitiveData": true,
                "changes": [{"kind": "EnableNode", "node": "contact-manager"}]""");
        TENANT.person("uma", "USER", "supervisors");
    }

    @Test
    void a_service_has_values_masked_for_a_user() {
        Answer masked = ask(TENANT.service(), "uma", "contact-manager/contacts").expect(200);
        masked.at("/allowed", true)
                .at("/visibleCharacters", 3)
                .at("/values/phone", "*********567")
                .at("/values/name", "**")
                .at("/values/note", "calls back");
        assertThat(masked.json().at("/values/email").isNull()).isTrue();
        ask(TENANT.service(), "gil", "contact-manager/contacts").at("/values/phone", "+46701234567");
    }

    @Test
    void who_may_not_view_the_record_is_shown_nothing() {
        for (String[] no :
                new String[][] {{"uma", "voice/recordings"}, {"nobody", "contact-manager/contacts"}, {"uma", "no/such"}
                }) {
            Answer masked = ask(TENANT.service(), no[0], no[1]).expect(200);
            masked.at("/allowed", false).at("/values/phone", "************").at("/values/note", "**********");
        }
    }

    @Test
    void everybody_asks_for_himself_and_others_need_the_right_to() {
        Client uma = TENANT.as("uma");
        uma.post("/v1/masks", "{\"resource\": \"contact-manager/contacts\", %s}".formatted(VALUES))
                .at("/values/phone", "*********567");
        ask(uma, "uma", "contact-manager/contacts").expect(200);
        ask(uma, "gil", "contact-manager/contacts")
                .refused(403, "NOT_PERMITTED")
                .at("/parameters/decisionReason", "TOKEN_RIGHT_MISSING");
    }

    @Test
    void who_may_view_some_records_only_is_shown_nothing_of_a_record_that_is_not_named() {
        TENANT.admin().post("/v1/records", """
                {"resource": "staff/agents", "id": "own", "creator": "ola"}""").expect(201);
        TENANT.profile("owners", "Owners", """
                "defaultActions": ["view"], "changes": [{"kind": "EnableNode", "node": "staff"},
                  {"kind": "SetRecordScope", "node": "staff/agents", "scope": {"kind": "CREATED_BY_ME"}}]""");
        TENANT.profile("openers", "Openers", """
                "defaultActions": ["view"], "changes": [{"kind": "EnableNode", "node": "staff"},
                  {"kind": "EnableNode", "node": "contact-manager"}]""");
        TENANT.person("ola", "USER", "owners").person("pia", "USER", "openers");
        Answer whole = ask(TENANT.service(), "ola", "staff/agents").expect(200);
        whole.at("/allowed", false)
                .at("/reason", "CONDITIONAL_NOT_ACCEPTED")
                .at("/visibleCharacters", 0)
                .at("/values/phone", "************")
                .at("/values/name", "**");
        named("ola", "own").at("/allowed", true).at("/values/phone", "+46701234567");
        named("ola", "another").at("/reason", "OUT_OF_RECORD_SCOPE").at("/values/phone", "************");

        ask(TENANT.service(), "pia", "contact-manager/contacts").at("/values/phone", "+46701234567");
        TENANT.admin()
                .put("/v1/users/pia/perimeter", "{\"perimeter\": {\"kind\": \"SELECTED\", \"ids\": [\"X\"]}}")
                .expect(200);
        ask(TENANT.service().with("Mandate-Min-Position", TENANT.seen().position), "pia", "contact-manager/contacts")
                .at("/allowed", false)
                .at("/values/phone", "************");
    }

    private static Answer named(String user, String record) {
        return TENANT.service()
                .post(
                        "/v1/masks",
                        "{\"user\": \"%s\", \"resource\": \"staff/agents\", \"record\": \"%s\", %s}"
                                .formatted(user, record, VALUES))
                .expect(200);
    }

    @Test
    void a_moment_is_masked_as_it_was_and_that_is_on_record() {
        TENANT.profile("once", "Once", """
                "defaultActions": ["view"], "maskSensitiveData": true,
                "changes": [{"kind": "EnableNode", "node": "contact-manager"}]""");
        TENANT.person("vic", "USER", "once");
        String then = String.valueOf(TENANT.seen().position);
        TENANT.admin()
                .ifMatch(TENANT.admin().get("/v1/profiles/once").etag())
                .patch("/v1/profiles/once", "{\"changes\": [{\"kind\": \"SetMasking\", \"maskSensitiveData\": false}]}")
                .expect(200);
        then(TENANT.service(), "vic", "\"position\": \"" + then + "\"")
                .expect(200)
                .at("/values/phone", "*********567")
                .at("/values/note", "calls back");
        then(TENANT.as("uma"), "uma", "\"position\": \"" + then + "\"").refused(403, "NOT_PERMITTED");
        then(TENANT.service(), "vic", "\"as_of\": \"2199-01-01T00:00:00Z\"").refused(422, "INSTANT_IN_FUTURE");
        then(TENANT.service(), "vic", "\"as_of\": \"yesterday\"").expect(400);
        then(TENANT.service(), "vic", "\"position\": \"" + then + "\", \"as_of\": \"2026-01-01T00:00:00Z\"")
                .expect(400);

        TENANT.admin()
                .get("/v1/journal?kind=PAST_READ&actor=asker")
                .expect(200)
                .at("/items/0/what", "POST /v1/masks")
                .at("/items/0/facts/subject", "user:vic")
                .at("/items/0/facts/action", "view")
                .at("/items/0/facts/moment", then);
    }

    private static Answer then(Client client, String user, String moment) {
        return client.post(
                "/v1/masks",
                "{\"user\": \"%s\", \"resource\": \"contact-manager/contacts\", \"context\": {%s}, %s}"
                        .formatted(user, moment, VALUES));
    }

    @Test
    void what_is_missing_is_named() {
        TENANT.service()
                .post("/v1/masks", "{%s}".formatted(VALUES))
                .refused(422, "FIELD_REQUIRED")
                .at("/parameters/field", "resource");
        TENANT.service()
                .post("/v1/masks", "{\"resource\": \"contact-manager/contacts\"}")
                .refused(422, "FIELD_REQUIRED")
                .at("/parameters/field", "values");
    }

    private static Answer ask(Client client, String user, String resource) {
        return client.post(
                "/v1/masks", "{\"user\": \"%s\", \"resource\": \"%s\", %s}".formatted(user, resource, VALUES));
    }
}

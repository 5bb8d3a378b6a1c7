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
        ask(uma, "gil", "contact-manager/contacts").refused(403, "NOT_PERMITTED");
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

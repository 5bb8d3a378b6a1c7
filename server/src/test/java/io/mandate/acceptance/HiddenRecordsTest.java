package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pat may see what is for partners; Ada as well, and she reads the trail. Why he may not see something is told to Pat
/// in the same words whether it is there or not.
class HiddenRecordsTest {
    private static final String SCOPE = """
            {"kind": "SetRecordScope", "node": "administration",
             "scope": {"kind": "ATTRIBUTE", "name": "roleType", "values": ["PARTNER"]}}""";
    private static final Tenant TENANT = Tenant.of("commerce");
    private static String token;
    private static Client pat;

    @BeforeAll
    static void hiddenThings() {
        for (String type : List.of("ADMIN", "PARTNER")) {
            TENANT.profile(
                    type.equals("ADMIN") ? "secret" : "shown", type + " things", "\"roleType\": \"" + type + "\"");
        }
        String views = """
                {"kind": "OverridePermission", "node": "administration/profiles", "actions": ["view"]},
                {"kind": "OverridePermission", "node": "administration/users", "actions": ["view"]},
                {"kind": "OverridePermission", "node": "administration/tokens", "actions": ["view"]},""" + SCOPE;
        TENANT.profile("narrow", "Narrow", "\"roleType\": \"ADMIN\", \"changes\": [" + views + "]");
        TENANT.profile("auditors", "Auditors", "\"roleType\": \"ADMIN\", \"changes\": [" + views + """
                , {"kind": "OverridePermission", "node": "administration/audit", "actions": ["view"]}]""");
        TENANT.person("pat", "ADMIN", "narrow")
                .person("ada", "ADMIN", "auditors")
                .person("sue", "ADMIN", "secret");
        token = TENANT.admin()
                .post("/v1/tokens", "{\"principal\": \"sue\"}")
                .expect(201)
                .at("/id");
        pat = TENANT.as("pat");
        // He is held by two limits now: which of them does not reach a record would tell what it is, too.
        TENANT.admin().put("/v1/users/pat/perimeter", """
                {"perimeter": {"kind": "SELECTED", "ids": ["shown", "secret"]}}""").expect(200);
    }

    @ParameterizedTest
    @CsvSource({"profiles, secret, nowhere", "users, sue, nobody", "tokens, TOKEN, nothing"})
    void what_is_hidden_is_explained_as_what_is_not_there(String part, String hidden, String none) {
        String id = hidden.equals("TOKEN") ? token : hidden;
        for (String explain : List.of("true", "false")) {
            assertThat(ask(pat, "pat", part, id, explain).text())
                    .isEqualTo(ask(pat, "pat", part, none, explain).text());
            assertThat(ask(TENANT.service(), "pat", part, id, explain).text())
                    .isEqualTo(ask(TENANT.service(), "pat", part, none, explain).text());
        }
    }

    @Test
    void what_he_may_see_is_explained_whole() {
        Answer shown = ask(pat, "pat", "profiles", "shown", "true").at("/decision", true);
        assertThat(shown.text()).contains("\"RECORD\"");
    }

    @Test
    void who_reads_the_trail_is_told_of_all() {
        Answer hidden =
                ask(TENANT.as("ada"), "ada", "profiles", "secret", "true").at("/decision", false);
        assertThat(hidden.text()).contains("\"RECORD\"");
    }

    private static Answer ask(Client asker, String subject, String part, String id, String explain) {
        return asker.post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "%s"}, "action": {"name": "view"},
                 "resource": {"type": "administration/%s", "id": "%s"}, "context": {"explain": %s}}""".formatted(subject, part, id, explain))
                .expect(200);
    }
}

package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The order of the steps holds for names, too, that nothing could have: who may do nothing is told so first.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddNamesTest {
    private Tenant tenant;
    private String before = "";

    @BeforeAll
    void peopleOfEveryStanding() {
        tenant = Tenant.of("commerce");
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        for (String user : List.of("ann", "sue", "del")) {
            tenant.person(user, "CSR", "clerks");
        }
        tenant.admin().post("/v1/users", """
                {"id": "ivy", "username": "ivy@example.org", "firstName": "Ivy", "lastName": "Example",
                 "role": "CSR", "profile": "clerks"}""").expect(201);
        before = String.valueOf(tenant.seen().position);
        tenant.admin().put("/v1/users/sue/suspension", "{}").expect(200);
        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/users/del").expect(200).etag())
                .delete("/v1/users/del")
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "sue, view,       No key!,           USER_SUSPENDED,       2",
        "sue, No action!, commerce/invoices, USER_SUSPENDED,       2",
        "sue, No action!, No key!,           USER_SUSPENDED,       2",
        "sue, view,       nothing,           USER_SUSPENDED,       2",
        "del, view,       No key!,           USER_DELETED,         1",
        "ivy, view,       No key!,           USER_NOT_ACTIVATED,   2",
        "ivy, No action!, commerce/invoices, USER_NOT_ACTIVATED,   2",
        "ann, view,       No key!,           RESOURCE_UNKNOWN,     3",
        "ann, No action!, No key!,           RESOURCE_UNKNOWN,     3",
        "ann, No action!, nothing,           RESOURCE_UNKNOWN,     3",
        "ann, No action!, commerce/invoices, ACTION_NOT_SUPPORTED, 3",
        "gil, No action!, invoice,           ACTION_NOT_SUPPORTED, 3",
        "eve, No action!, No key!,           USER_UNKNOWN,         1"
    })
    void the_first_step_that_fails_decides(String user, String action, String resource, String reason, int step) {
        String question = question(user, action, resource);
        JsonNode single = answer("/access/v1/evaluation", "{" + question + ", \"context\": {\"explain\": true}}");
        assertThat(single.at("/decision").asBoolean(true)).isFalse();
        assertThat(single.at("/context/mandate/reason").asString()).isEqualTo(reason);
        assertThat(single.at("/context/mandate/step").asInt()).isEqualTo(step);
        List<JsonNode> because =
                single.at("/context/mandate/because").valueStream().toList();
        assertThat(because.subList(0, because.size() - 1))
                .allMatch(finding -> finding.at("/holds").asBoolean());
        assertThat(because.getLast().at("/holds").asBoolean(true)).isFalse();
        assertThat(single.toString()).as("what stands in for the name").doesNotContain("none-");

        assertThat(answer(
                                "/access/v1/evaluations",
                                "{\"context\": {\"explain\": true}, \"evaluations\": [{" + question + "}]}")
                        .at("/evaluations/0"))
                .isEqualTo(single);
    }

    @ParameterizedTest
    @CsvSource({
        "sue, No key!,           RESOURCE_UNKNOWN",
        "del, No key!,           RESOURCE_UNKNOWN",
        "ivy, No key!,           USER_NOT_ACTIVATED"
    })
    void and_so_it_did_at_any_moment_before(String user, String resource, String reason) {
        String question = question(user, "view", resource);
        JsonNode past =
                answer("/access/v1/evaluation", "{" + question + ", \"context\": {\"position\": \"" + before + "\"}}");
        assertThat(past.at("/context/mandate/reason").asString()).isEqualTo(reason);
    }

    private static String question(String user, String action, String resource) {
        return """
                "subject": {"type": "user", "id": "%s"}, "action": {"name": "%s"},
                "resource": {"type": "%s", "id": "*"}""".formatted(user, action, resource);
    }

    private JsonNode answer(String path, String body) {
        return tenant.service().post(path, body).expect(200).json();
    }
}

package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the README asks the past of the sample tenants.
class DemoHistoryTest {
    @Test
    void the_sample_tenants_have_a_past_of_several_months_that_can_be_asked() throws Exception {
        try (MandateServer server = MandateServer.start("--mandate.demo=true")) {
            Path data = Path.of(server.context().getEnvironment().getRequiredProperty("mandate.data"));
            JsonNode commerce = new JsonMapper()
                    .readTree(Files.readString(data.resolve("demo.json")))
                    .at("/tenants/0");
            Client.Seen seen = new Client.Seen();
            Client auditor =
                    new Client(server.url(), commerce.path("auditorToken").asString(), seen);
            Client service =
                    new Client(server.url(), commerce.path("serviceToken").asString(), seen);

            JsonNode kim = Past.row(
                            auditor.get("/v1/history/access?node=invoice&action=edit&from=2026-03-03&to=2026-03-04"),
                            "kim")
                    .at("/intervals/0");
            assertThat(kim.path("to").asString()).startsWith("2026-03-03T14:00:00");
            assertThat(kim.at("/grantedBy/actor/id").asString()).isEqualTo("maria");
            assertThat(kim.at("/endedBy/actor/id").asString()).isEqualTo("gil");
            assertThat(kim.at("/endedBy/reason").asString()).isEqualTo("Amounts are being checked");
            service.post("/access/v1/evaluations", """
                {"subject": {"type": "user", "id": "kim"}, "action": {"name": "edit"},
                 "resource": {"type": "invoice", "id": "INV-4"}, "evaluations": [
                   {"context": {"as_of": "2026-03-03T12:00:00Z", "explain": true}},
                   {"context": {"as_of": "2026-03-04T12:00:00Z", "explain": true}}]}\
                """)
                    .expect(200)
                    .at("/evaluations/0/decision", true)
                    .at("/evaluations/1/decision", false);
            assertThat(auditor.get("/v1/history/users/kim/access?node=invoice&action=edit")
                            .expect(200)
                            .json()
                            .at("/items/0/intervals"))
                    .hasSize(2);
            auditor.get("/v1/history/users/sam?at=2026-02-01").expect(200).at("/profile/id", "csr-junior");
            assertThat(auditor.get("/v1/journal?kind=PAST_READ")
                            .expect(200)
                            .json()
                            .path("items"))
                    .hasSizeGreaterThan(3);
            new Client(server.url(), commerce.path("administratorToken").asString(), seen)
                    .get("/v1/history/access?node=invoice&action=edit")
                    .refused(403, "NOT_PERMITTED");
            assertThat(JdbcClient.create(server.database().owner())
                            .sql("SELECT mandate.event_time() > clock_timestamp() - interval '1 minute'")
                            .query(Boolean.class)
                            .single())
                    .as("the clock runs again")
                    .isTrue();
        }
    }
}

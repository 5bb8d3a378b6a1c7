package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.testing.postgres.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people are called is looked for in the log, where everything is refused that can be.
@ExtendWith(OutputCaptureExtension.class)
class PlainLogsScenariosTest {
    @Test
    void no_log_tells_what_people_are_called_or_from_where_and_why_they_act(CapturedOutput output) {
        try (MandateServer server = MandateServer.start("--logging.level.io.mandate=DEBUG")) {
            Tenant tenant = Tenant.of("commerce", server);
            Zeldarina.createdIn(tenant);
            Client admin = tenant.admin().with("User-Agent", Zeldarina.AGENT).because(Zeldarina.REASON);
            Zeldarina.acts(tenant.as("u-1"), 403);
            Zeldarina.acts(tenant.admin(), 201);
            refused(admin);
            failing(server, tenant, admin);
            admin.ifMatch(admin.get("/v1/users/u-1").expect(200).etag())
                    .delete("/v1/users/u-1")
                    .expect(200);
        }

        assertThat(output.toString()).as("something is logged at all").contains("Mandate answers at");
        assertThat(Zeldarina.NAMES.in(output.toString(), "the log")).isEmpty();
        assertThat(Zeldarina.CIRCUMSTANCES.in(output.toString(), "the log")).isEmpty();
    }

    /// What is refused by rules, by form, and because it is not understood, always with a name in it.
    private static void refused(Client admin) {
        for (String body : List.of(
                """
                {"id": "u-2", "username": "zeldarina.quistgard@example.org", "firstName": "Zeldarina",
                 "lastName": "Quistgård-Öhman", "role": "CSR", "profile": "clerks"}""",
                """
                {"id": "u-2", "username": "zq.private@example.org", "firstName": "Zeldarina",
                 "lastName": "Quistgård-Öhman", "role": "Zeldarina", "profile": "Quistgård-Öhman"}""",
                "{\"id\": \"Zeldarina@Quistgård-Öhman\"}",
                "{\"Zeldarina\": \"Quistgård-Öhman\"}",
                "{\"username\": \"zeldarina.quistgard@example.org\",",
                "{\"username\": [\"zeldarina.quistgard@example.org\"]}")) {
            refused(admin.post("/v1/users", body));
        }
        refused(admin.get("/v1/users?limit=Zeldarina"));
        refused(admin.get("/v1/users/zeldarina.quistgard@example.org"));
        refused(admin.delete("/v1/users/zeldarina.quistgard"));
        refused(admin.get("/v1/audit?actor=Zeldarina@Quistgard"));
        refused(admin.post(
                "/access/v1/evaluation",
                "{\"subject\": {\"type\": \"user\", \"id\": \"zeldarina.quistgard@example.org\"}}"));
        admin.get("/v1/users?text=Zeldarina").expect(200);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.request()).isBetween(400, 499);
    }

    /// The database refuses what it is given: the command fails, the read model is parked.
    private static void failing(MandateServer server, Tenant tenant, Client admin) {
        JdbcClient owner = JdbcClient.create(TestPostgres.superuser(server.database()));
        owner.sql("alter table mandate.username add constraint broken check (principal <> 'u-3')")
                .update();
        admin.post("/v1/users", """
                {"id": "u-3", "username": "zq.private@example.org", "firstName": "Zeldarina",
                 "lastName": "Quistgård-Öhman", "role": "CSR", "profile": "clerks"}""").expect(500);
        owner.sql("alter table mandate.domain_event add constraint broken check (aggregate_id not like '%u-5')")
                .update();
        Answer broken = admin.post("/v1/users", """
                {"id": "u-5", "username": "zeldarina.quistgard@example.com", "firstName": "Zeldarina",
                 "lastName": "Quistgård-Öhman", "role": "CSR", "profile": "clerks"}""");
        assertThat(broken.status()).as(broken.text()).isGreaterThanOrEqualTo(400);
        owner.sql("alter table query_g1.person add constraint broken check (principal <> 'u-4')")
                .update();
        admin.post("/v1/users", """
                {"id": "u-4", "username": "zq.private@example.org", "firstName": "Zeldarina",
                 "lastName": "Quistgård-Öhman", "role": "CSR", "profile": "clerks"}""").expect(201);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(owner.sql(
                                        "select count(*) from mandate.projection_position where parked_seq is not null")
                                .query(Long.class)
                                .single())
                        .isPositive());
        assertThat(Zeldarina.NAMES.inRows(server.database()).stream().filter(place -> !place.contains(".person")))
                .as("why a read model stands is told without a name")
                .isEmpty();
        owner.sql("alter table query_g1.person drop constraint broken").update();
        server.operator()
                .post("/v1/operations/projections/" + tenant.id() + "/retry", "")
                .expect(202);
    }
}

package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.testing.postgres.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What one node of an installation knows of what happened on the other.
class TwoNodesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static MandateServer here;
    private static MandateServer there;

    @BeforeAll
    static void start() {
        here = MandateServer.start();
        there = here.secondNode("--mandate.trusted-proxies=127.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void a_revoked_token_is_nothing_here_at_once_and_there_within_a_second() {
        Tenant tenant = Tenant.of("commerce", here);
        List<Duration> took = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            Answer issued = tenant.admin()
                    .post("/v1/tokens", "{\"principal\": \"asker\"}")
                    .expect(201);
            Client asker = new Client(here.url(), issued.at("/secret"), new Client.Seen());
            await().atMost(PATIENCE).until(() -> ask(asker.on(there.url())) == 200);

            tenant.admin().delete("/v1/tokens/" + issued.at("/id")).expect(200);

            assertThat(ask(asker)).isEqualTo(401);
            long revoked = System.nanoTime();
            await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> ask(asker.on(there.url())) == 401);
            took.add(Duration.ofNanos(System.nanoTime() - revoked));
        }
        assertThat(took.stream().sorted().toList().get(2)).as("the median").isLessThan(SECOND);
    }

    /// What operators change is of the tenant they change, and so is the position they are
    /// answered.
    @Test
    void an_operator_reads_there_what_he_wrote_here() {
        Client operator = here.operator();
        for (int round = 0; round < 5; round++) {
            String id = "read-" + round;
            Answer registered = operator.post("/v1/tenants", """
                    {"id": "%s", "catalog": "commerce",
                     "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}""".formatted(id)).expect(201);
            Answer seen = tenantThere(id, registered).expect(200).at("/id", id);
            assertThat(seen.position()).isEqualTo(registered.position());

            Answer changed = operator.put(
                            "/v1/tenants/" + id + "/availability", "{\"modules\": {\"content\": \"UNAVAILABLE\"}}")
                    .expect(200);
            tenantThere(id, changed).expect(200).at("/availability/content", "UNAVAILABLE");
        }
        operator.post("/v1/tenants", """
                {"id": "read-at-once", "catalog": "commerce",
                 "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}""").expect(201);
        there.operator().get("/v1/tenants/read-at-once").expect(200);
        String beyond = here.storeId() + "-999999";
        there.operator()
                .with("Mandate-Min-Position", beyond)
                .get("/v1/tenants/read-0")
                .refused(422, "POSITION_UNKNOWN");
        there.operator()
                .with("Mandate-Min-Position", beyond)
                .get("/v1/tenants/nowhere")
                .refused(404, "TENANT_NOT_FOUND");
    }

    /// The tenant that was written to, at the position of the answer.
    private static Answer tenantThere(String id, Answer written) {
        return there.operator().with("Mandate-Min-Position", written.position()).get("/v1/tenants/" + id);
    }

    @Test
    void who_is_suspended_here_administers_nothing_there_from_then_on() {
        Tenant tenant = Tenant.of("commerce", here);
        String administrators = tenant.admin().get("/v1/users/gil").at("/profile/id");
        for (int round = 0; round < 5; round++) {
            String nora = "nora" + round;
            tenant.person(nora, "ADMIN", administrators);
            Client elsewhere = tenant.as(nora).on(there.url());
            elsewhere
                    .post("/v1/profiles", "{\"name\": \"Before %s\", \"roleType\": \"CSR\"}".formatted(nora))
                    .expect(201);

            tenant.admin().put("/v1/users/" + nora + "/suspension", "{}").expect(200);

            turnedAway(
                    elsewhere.post("/v1/profiles", "{\"name\": \"After %s\", \"roleType\": \"CSR\"}".formatted(nora)));
            turnedAway(elsewhere.get("/v1/users"));
            tenant.service()
                    .on(there.url())
                    .post("/access/v1/evaluation", """
                    {"subject": {"type": "user", "id": "%s"}, "action": {"name": "view"},
                     "resource": {"type": "administration/users", "id": "*"}}""".formatted(nora))
                    .expect(200)
                    .at("/decision", false)
                    .at("/context/mandate/reason", "USER_SUSPENDED");
        }
    }

    /// Nothing of what he wrote is waited for there: whoever decides has to look for himself.
    @Test
    void who_is_suspended_here_sees_there_nothing_of_others_and_nothing_of_the_installation() {
        Tenant tenant = Tenant.of("commerce", here);
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"").person("sam", "CSR", "clerks");
        String administrators = tenant.admin().get("/v1/users/gil").at("/profile/id");
        for (String what : List.of("permissions", "navigation", "settings", "permissions", "navigation")) {
            String nora = "nora-" + UUID.randomUUID();
            tenant.person(nora, "ADMIN", administrators);
            Client elsewhere = forgetful(tenant.as(nora));
            await().atMost(PATIENCE)
                    .until(() -> elsewhere.get("/v1/users/sam/" + what).status() == 200);

            tenant.admin().put("/v1/users/" + nora + "/suspension", "{}").expect(200);

            turnedAway(elsewhere.get("/v1/users/sam/" + what));
        }
        for (int round = 0; round < 5; round++) {
            String olga = "olga-" + round;
            here.operator().post("/v1/users", """
                    {"id": "%1$s", "username": "%1$s@example.org", "firstName": "Olga", "role": "OPERATOR",
                     "active": true}""".formatted(olga)).expect(201);
            String secret = here.operator()
                    .post("/v1/tokens", "{\"principal\": \"%s\"}".formatted(olga))
                    .expect(201)
                    .at("/secret");
            Client elsewhere = new Client(there.url(), secret, Client.Seen.nothing());
            await().atMost(PATIENCE)
                    .until(() -> elsewhere.get("/v1/operations/projections").status() == 200);

            here.operator().put("/v1/users/" + olga + "/suspension", "{}").expect(200);

            turnedAway(elsewhere.get("/v1/operations/projections"));
        }
    }

    /// What is not read from the tables is decided at the head as well.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/audit",
                "/v1/audit?format=csv",
                "/v1/journal",
                "/v1/history/licence",
                "/v1/history/users/sam",
                "/v1/history/state",
                "/v1/history/catalog",
                "/v1/history/access?node=commerce/invoices&action=view",
                "/v1/proofs/keys",
                "/v1/replays",
                "/v1/jobs/{job}",
                "/v1/jobs/{job}/results"
            })
    void who_is_suspended_here_reads_there_neither_trail_nor_past(String pattern) {
        Tenant tenant = Tenant.of("commerce", here);
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"").person("sam", "CSR", "clerks");
        tenant.profile("readers", "Readers", "\"roleType\": \"ADMIN\"")
                .override("readers", "administration/audit", "HISTORY")
                .override("readers", "administration/records", "MANAGE")
                .person("nora", "ADMIN", "readers");
        Client nora = tenant.as("nora");
        String path = pattern.contains("{job}") ? pattern.replace("{job}", jobOf(nora)) : pattern;
        Client elsewhere = known(tenant, "nora", nora);
        for (int round = 0; round < 3; round++) {
            await().atMost(PATIENCE).until(() -> elsewhere.get(path).status() == 200);

            tenant.admin().put("/v1/users/nora/suspension", "{}").expect(200);

            turnedAway(elsewhere.get(path));
            tenant.admin().delete("/v1/users/nora/suspension").expect(200);
        }
    }

    private static String jobOf(Client sender) {
        return sender.post("/v1/jobs?kind=register-records", "{\"resource\": \"commerce/invoices\", \"id\": \"INV-1\"}")
                .expect(202)
                .at("/id");
    }

    /// The explanation itself is answered from memory, as every decision is.
    @Test
    void who_may_read_the_trail_no_more_here_is_not_told_there_who_made_it_so() {
        Tenant tenant = Tenant.of("commerce", here);
        tenant.profile("viewers", "Viewers", "\"roleType\": \"ADMIN\"")
                .override("viewers", "administration/audit", "VIEW");
        for (int round = 0; round < 5; round++) {
            String bea = "bea-" + round;
            tenant.person(bea, "ADMIN", "viewers");
            Client elsewhere = known(tenant, bea);
            await().atMost(PATIENCE).until(() -> tellsWho(elsewhere, bea));

            tenant.admin().put("/v1/users/" + bea + "/suspension", "{}").expect(200);

            Answer answer = explained(elsewhere, bea);
            assertThat(answer.status()).isIn(200, 401);
            assertThat(answer.text()).doesNotContain("\"actor\"");
            tenant.admin().delete("/v1/users/" + bea + "/suspension").expect(200);
            await().atMost(PATIENCE).until(() -> tellsWho(elsewhere, bea));

            tenant.admin()
                    .delete("/v1/profiles/viewers/permissions/administration/audit")
                    .expect(200);

            assertThat(explained(elsewhere, bea).expect(200).text()).doesNotContain("\"actor\"");
            tenant.override("viewers", "administration/audit", "VIEW");
        }
    }

    private static boolean tellsWho(Client client, String user) {
        Answer answer = explained(client, user);
        return answer.status() == 200 && answer.text().contains("\"actor\"");
    }

    private static Answer explained(Client client, String user) {
        return client.post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "%s"}, "action": {"name": "view"},
                 "resource": {"type": "administration/audit", "id": "X"}, "context": {"explain": true}}""".formatted(user));
    }

    /// Of whom it is heard there before he comes: nobody has to look for his token.
    private static Client known(Tenant tenant, String user) {
        return known(tenant, user, tenant.as(user));
    }

    private static Client known(Tenant tenant, String user, Client same) {
        Client client = forgetful(same);
        tenant.admin().on(there.url()).get("/v1/users/" + user).expect(200);
        return client;
    }

    private static Client forgetful(Client client) {
        return new Client(there.url(), client.token(), Client.Seen.nothing());
    }

    /// Not permitted where the node learns of it by deciding at the head; where it knows already, nobody is speaking.
    private static void turnedAway(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(401, 403);
    }

    @Test
    void a_node_without_the_owner_of_the_database_answers_and_replays() {
        Tenant tenant = Tenant.of("commerce", here);
        try (MandateServer asked = here.queryNode()) {
            tenant.service()
                    .on(asked.url())
                    .post("/access/v1/evaluation", """
                    {"subject": {"type": "user", "id": "gil"}, "action": {"name": "view"},
                     "resource": {"type": "administration/users", "id": "*"}}""")
                    .expect(200)
                    .at("/decision", true);
            Client administrator = tenant.admin().on(asked.url());
            administrator.get("/v1/users/gil").expect(200).at("/firstName", "Gil");
            administrator
                    .post("/v1/services", "{\"id\": \"other\", \"label\": \"Other\"}")
                    .refused(405, "METHOD_NOT_ALLOWED");

            String replay = "/v1/replays/"
                    + asked.operator()
                            .post("/v1/replays", "{\"pace\": \"full\"}")
                            .expect(202)
                            .at("/id");
            state(asked, replay, "READY");
            asked.operator().post(replay + "/switch", "").expect(202);
            state(asked, replay, "SWITCHED");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> administrator.get("/v1/users/gil").expect(200).at("/firstName", "Gil"));
        }
    }

    private static void state(MandateServer node, String replay, String state) {
        await().atMost(PATIENCE)
                .until(() ->
                        node.operator().get(replay).expect(200).at("/state").equals(state));
    }

    /// There the callers of this test come through a proxy of ours, here they are strangers.
    @Test
    void the_trail_names_the_address_that_a_trusted_proxy_saw_and_believes_nobody_else() {
        Tenant tenant = Tenant.of("commerce", here);
        Client forwarded = tenant.admin().with("X-Forwarded-For", "198.51.100.1, 203.0.113.5");

        forwarded
                .post("/v1/profiles", "{\"id\": \"direct\", \"name\": \"Direct\", \"roleType\": \"CSR\"}")
                .expect(201);
        forwarded
                .on(there.url())
                .post("/v1/profiles", "{\"id\": \"proxied\", \"name\": \"Proxied\", \"roleType\": \"CSR\"}")
                .expect(201);

        assertThat(tenant.trail("subject=profile:direct").getFirst().path("ip").asString())
                .isEqualTo("127.0.0.1");
        assertThat(tenant.trail("subject=profile:proxied").getFirst().path("ip").asString())
                .isEqualTo("203.0.113.5");
    }

    /// At once while looks are to be had, which a slow machine uses up; else when the Follower brings it.
    @Test
    void a_token_that_was_issued_here_is_known_there_at_once() {
        Tenant tenant = Tenant.of("commerce", here);
        int atOnce = 0;
        for (int round = 0; round < 5; round++) {
            Answer issued = tenant.admin()
                    .post("/v1/tokens", "{\"principal\": \"asker\"}")
                    .expect(201);

            Client asker = new Client(there.url(), issued.at("/secret"), new Client.Seen());
            atOnce += ask(asker) == 200 ? 1 : 0;
            await().atMost(PATIENCE).until(() -> ask(asker) == 200);
        }
        assertThat(atOnce).isPositive();
        Client nobody = new Client(there.url(), "mandate_of-nobody", new Client.Seen());
        for (int i = 0; i < 100; i++) {
            assertThat(ask(nobody)).isEqualTo(401);
        }
    }

    /// A cut-off log: the head says there is one event more than there is.
    @Test
    void who_watches_is_told_of_a_log_that_does_not_fit_and_requests_still_come() {
        Tenant broken = Tenant.of("commerce", here);
        Tenant whole = Tenant.of("commerce", here);
        health(here).at("/status", "UP");

        JdbcClient.create(here.database().owner())
                .sql("update mandate.tenant_head set seq = seq + 1 where tenant = ?")
                .param(broken.id())
                .update();

        await().atMost(PATIENCE)
                .until(() -> health(here).at("/status").equals("DEGRADED")
                        || health(there).at("/status").equals("DEGRADED"));
        Client nobody = new Client(here.url(), null, new Client.Seen());
        for (MandateServer node : new MandateServer[] {here, there}) {
            nobody.on(node.url()).get("/actuator/health/readiness").expect(200).at("/status", "UP");
            assertThat(nobody.on(node.url()).get("/actuator/health").expect(200).text())
                    .doesNotContain(broken.id());
        }
        whole.allows("gil", "view", "administration/profiles", "*");
    }

    /// Nobody gets in, and who was in is thrown out.
    @Test
    void without_its_store_a_node_is_down_and_decides_on_and_comes_back_with_it() {
        Tenant tenant = Tenant.of("commerce", here);
        Client asked = tenant.service().on(there.url());
        Client nobody = new Client(there.url(), null, new Client.Seen());
        await().atMost(PATIENCE).until(() -> ask(asked) == 200);
        HikariConfigMXBean pool =
                there.context().getBean(HikariDataSource.class).getHikariConfigMXBean();
        long patience = pool.getConnectionTimeout();
        // Whoever waited for the pool would get no answer at all within the patience of this test.
        pool.setConnectionTimeout(Duration.ofMinutes(10).toMillis());
        JdbcClient elsewhere = JdbcClient.create(TestPostgres.superuser(TestPostgres.newDatabase()));
        try {
            elsewhere
                    .sql("alter database " + here.database().name() + " allow_connections false")
                    .update();
            elsewhere
                    .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = ?")
                    .param(here.database().name())
                    .query(Long.class)
                    .single();

            assertThat(ask(asked)).isEqualTo(200); // first: only until its age is too great
            nobody.get("/actuator/health").expect(503).at("/status", "DOWN");
        } finally {
            elsewhere
                    .sql("alter database " + here.database().name() + " allow_connections true")
                    .update();
            pool.setConnectionTimeout(patience);
        }

        await().atMost(PATIENCE).until(() -> nobody.get("/actuator/health").status() == 200);
        await().atMost(PATIENCE)
                .until(() -> tenant.admin()
                                .post("/v1/profiles", "{\"name\": \"After\", \"roleType\": \"CSR\"}")
                                .status()
                        == 201);
        await().atMost(PATIENCE)
                .until(() -> tenant.admin().on(there.url()).get("/v1/profiles").status() == 200);
    }

    private static Answer health(MandateServer server) {
        return here.operator().on(server.url()).get("/actuator/health").expect(200);
    }

    private static int ask(Client client) {
        return client.post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "gil"}, "action": {"name": "view"},
                 "resource": {"type": "invoice", "id": "*"}}""").status();
    }
}

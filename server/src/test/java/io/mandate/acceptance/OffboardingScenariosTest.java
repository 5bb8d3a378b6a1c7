package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Question;
import io.mandate.access.history.AccessHistory;
import io.mandate.access.history.AccessPage;
import io.mandate.access.history.AccessQuestion;
import io.mandate.access.history.Effort;
import io.mandate.access.index.TenantVersions;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.tenant.TenantChange.OrderOffboarding;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.server.cli.MandateCommand;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.follow.EventReader;
import io.mandate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tenant ends: nothing of it can be read or asked any more, and all of it is still proved.
class OffboardingScenariosTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static MandateServer server;
    private static MandateServer other;

    @BeforeAll
    static void start() {
        server = MandateServer.start();
        other = server.secondNode();
    }

    @AfterAll
    static void stop() {
        other.close();
        server.close();
    }

    @Test
    void nothing_can_be_read_or_asked_any_more_and_everything_still_verifies(@TempDir Path folder) throws IOException {
        Tenant tenant = lived();
        Tenant neighbour = lived();
        Path trusted = Files.writeString(
                folder.resolve("trusted.note"), tenant.admin().checkpoint().text());
        long last = head(tenant);
        List<String> answers = answers(tenant);
        List<String> times = times(tenant, last);
        assertThat(times.toString()).contains("user=sam", "user=ana");
        assertThat(rows(tenant)).isPositive();

        Answer ended = offboard(tenant, revision(tenant), "the contract ended").expect(200);

        for (String url : List.of(server.url(), other.url())) {
            await().atMost(SOON)
                    .untilAsserted(() -> tenant.admin()
                            .on(url)
                            .get("/v1/profiles")
                            .refused(410, "TENANT_OFFBOARDED")
                            .at("/parameters/tenant", tenant.id()));
            tenant.service().on(url).post("/access/v1/evaluation", "{}").expect(410);
            tenant.admin().on(url).post("/v1/profiles", "{\"name\": \"New\"}").refused(410, "TENANT_OFFBOARDED");
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(rows(tenant)).isZero());
        for (MandateServer each : List.of(server, other)) {
            assertThat(readable(each, tenant)).isEmpty();
            assertThat(readable(each, neighbour)).isNotEmpty();
        }
        neighbour.allows("sam", "view", "commerce/orders", "O-1");

        assertThat(answers(tenant).subList(0, answers.size())).isEqualTo(answers);
        assertThat(times(tenant, last)).isEqualTo(times);
        assertThat(decisions(tenant, head(tenant))).allMatch(answer -> answer.endsWith("TENANT_OFFBOARDED"));
        assertThat(verify("--tenant=" + tenant.id(), "--trusted=" + trusted)).isZero();
        assertThat(verify()).isZero();
        assertThat(server.operator()
                        .get("/v1/audit?type=REQUESTED&limit=1")
                        .expect(200)
                        .at("/items/0/to", tenant.id())
                        .at("/items/0/reason", "the contract ended")
                        .at("/items/0/actor/id"))
                .isEqualTo("operator");
        server.operator()
                .get("/v1/tenants/" + tenant.id())
                .expect(200)
                .at("/offboarded", true)
                .at("/revision", ended.at("/revision"));
    }

    @Test
    void it_takes_an_operator_the_revision_and_the_id_once_more() {
        Tenant tenant = Tenant.of("commerce", server);
        String path = "/v1/tenants/" + tenant.id() + "/offboarding";
        String body = "{\"tenant\": \"" + tenant.id() + "\"}";
        String seen = revision(tenant);
        Client operator = server.operator();

        tenant.admin().ifMatch(seen).post(path, body).refused(403, "NOT_PERMITTED");
        operator.post(path, body).refused(428, "REVISION_REQUIRED");
        operator.ifMatch(seen).post(path, "{\"tenant\": \"elsewhere\"}").refused(422, "FIELD_INVALID");
        operator.ifMatch(seen).post(path, "{}").expect(400);
        operator.ifMatch("0").post(path, body).refused(409, "STALE_REVISION");
        operator.ifMatch(seen)
                .post("/v1/tenants/nowhere/offboarding", "{\"tenant\": \"nowhere\"}")
                .refused(404, "TENANT_NOT_FOUND");
        operator.ifMatch("1")
                .post("/v1/tenants/system/offboarding", "{\"tenant\": \"system\"}")
                .refused(422, "FIELD_INVALID");

        tenant.admin().get("/v1/profiles").expect(200);
        assertThat(server.operator().get("/v1/audit?type=REQUESTED").expect(200).text())
                .doesNotContain(tenant.id() + "\"");
    }

    @Test
    void a_tenant_that_ended_stays_so_and_its_id_is_taken() {
        Tenant tenant = Tenant.of("commerce", server);
        String seen = revision(tenant);
        String position = offboard(tenant, seen, "over").expect(200).position();

        assertThat(offboard(tenant, revision(tenant), "again").expect(200).position())
                .isEqualTo(position);
        server.operator()
                .put("/v1/tenants/" + tenant.id() + "/availability", "{\"modules\": {\"content\": \"UNAVAILABLE\"}}")
                .refused(410, "TENANT_OFFBOARDED");
        server.operator().post("/v1/tenants", """
                        {"id": "%s", "catalog": "commerce",
                         "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}""".formatted(tenant.id())).expect(410);
    }

    @Test
    void a_lost_answer_is_asked_for_again_under_its_key() {
        Tenant tenant = Tenant.of("commerce", server);
        String seen = revision(tenant);
        Answer first = keyed("one")
                .ifMatch(seen)
                .post(path(tenant), body(tenant, "over"))
                .expect(200);

        for (String revision : List.of(seen, revision(tenant))) {
            Answer again = keyed("one")
                    .ifMatch(revision)
                    .post(path(tenant), body(tenant, "over"))
                    .expect(200);
            assertThat(again.text()).isEqualTo(first.text());
            assertThat(again.etag()).isEqualTo(first.etag());
        }
        keyed("one").ifMatch(seen).post(path(tenant), body(tenant, "otherwise")).refused(422, "IDEMPOTENCY_KEY_REUSED");
        // Another key is another wish: what it has seen is out of date, or there is nothing left to do.
        keyed("two").ifMatch(seen).post(path(tenant), body(tenant, "over")).refused(409, "STALE_REVISION");
        assertThat(keyed("two")
                        .ifMatch(revision(tenant))
                        .post(path(tenant), body(tenant, "over"))
                        .expect(200)
                        .text())
                .isEqualTo(first.text());
    }

    private static Client keyed(String key) {
        return server.operator().with("Idempotency-Key", key);
    }

    private static String path(Tenant tenant) {
        return "/v1/tenants/" + tenant.id() + "/offboarding";
    }

    private static String body(Tenant tenant, String reason) {
        return "{\"tenant\": \"%s\", \"reason\": \"%s\"}".formatted(tenant.id(), reason);
    }

    @Test
    void what_a_node_ordered_and_did_not_live_to_do_is_done() {
        Tenant tenant = Tenant.of("commerce", server);
        server.context()
                .getBean(CommandGate.class)
                .execute(
                        OperatorBootstrap.request("test"),
                        List.of(new OrderOffboarding(Caller.SYSTEM_TENANT, new TenantId(tenant.id()))));

        await().atMost(SOON)
                .untilAsserted(() -> tenant.admin().get("/v1/profiles").refused(410, "TENANT_OFFBOARDED"));
    }

    /// With people, one of them erased, a reason, and one that was redacted.
    private static Tenant lived() {
        Tenant tenant = Tenant.of("commerce", server);
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\", \"defaultActions\": [\"view\"]");
        tenant.admin()
                .because("Xylo asked for it")
                .put("/v1/profiles/clerks/permissions/commerce/orders", "{\"level\": \"EDIT\"}")
                .expect(200);
        tenant.person("sam", "CSR", "clerks").person("kim", "CSR", "clerks");
        tenant.admin().post("/v1/users", """
                        {"id": "ana", "username": "quetzal-%s@example.org", "firstName": "Quetzalina",
                         "lastName": "Example", "role": "CSR", "profile": "clerks", "active": true}""".formatted(tenant.id())).expect(201);
        String kim = tenant.admin().get("/v1/users/kim").expect(200).etag();
        tenant.admin().ifMatch(kim).delete("/v1/users/kim").expect(200);
        String position = tenant.admin()
                .because("Kim has the flu")
                .put("/v1/profiles/clerks/permissions/commerce/invoices", "{\"level\": \"VIEW\"}")
                .expect(200)
                .position();
        tenant.admin()
                .post("/v1/history/commits/" + position + "/redaction", "{}")
                .expect(200);
        tenant.admin().get("/v1/users").expect(200);
        return tenant;
    }

    private static String revision(Tenant tenant) {
        return server.operator().get("/v1/tenants/" + tenant.id()).expect(200).etag();
    }

    private static Answer offboard(Tenant tenant, String revision, String reason) {
        return server.operator().ifMatch(revision).post(path(tenant), body(tenant, reason));
    }

    /// How many rows of this tenant the read models have.
    private static long rows(Tenant tenant) {
        return ReadModels.of(server.database()).rows().values().stream()
                .flatMap(List::stream)
                .filter(row -> row.contains("\"tenant\": \"" + tenant.id() + "\""))
                .count();
    }

    /// Every text of a person, and every reason, that this node can still open.
    private static List<String> readable(MandateServer at, Tenant tenant) {
        return at.context().getBean(EventReader.class).commits(new TenantId(tenant.id()), 0, 10_000).stream()
                .flatMap(commit -> commit.events().stream())
                .filter(OffboardingScenariosTest::tells)
                .map(event -> event.seq() + " " + event.event().getClass().getSimpleName())
                .toList();
    }

    private static boolean tells(RecordedEvent event) {
        return event.event().toString().contains("(personal)")
                || (event.metadata().reason() != null
                        && !event.metadata().reason().erased());
    }

    /// What every user could do to two resources, at every position.
    private static List<String> answers(Tenant tenant) {
        List<String> answers = new ArrayList<>();
        for (long seq = 1; seq <= head(tenant); seq++) {
            answers.add(seq + ": " + decisions(tenant, seq));
        }
        return answers;
    }

    private static List<String> decisions(Tenant tenant, long seq) {
        AccessView view = live().at(new TenantId(tenant.id()), seq);
        List<String> decisions = new ArrayList<>();
        for (String user : List.of("gil", "sam", "ana")) {
            for (String node : List.of("commerce/orders", "commerce/invoices")) {
                decisions.add(user + " " + node + " "
                        + AccessRules.decide(
                                        view,
                                        Question.about(new UserId(user), new NodeKey(node), new ActionName("edit")))
                                .reason());
            }
        }
        return decisions;
    }

    /// Who could when, and by which events, as the reports tell it of all commits up to a position.
    private static List<String> times(Tenant tenant, long until) {
        TenantVersions versions = live().versions(new TenantId(tenant.id()));
        List<String> times = new ArrayList<>();
        for (String node : List.of("commerce/orders", "commerce/invoices")) {
            for (String action : List.of("view", "edit")) {
                AccessQuestion question = AccessQuestion.about(new NodeKey(node), new ActionName(action));
                AccessHistory history = new AccessHistory(versions, question, 0, until, null);
                times.add(node + " " + action + ": " + AccessPage.of(history, null, 500, Effort.unlimited()));
            }
        }
        return times;
    }

    private static long head(Tenant tenant) {
        return live().head(new TenantId(tenant.id()));
    }

    private static LiveIndex live() {
        return server.context().getBean(LiveIndex.class);
    }

    private static int verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "--data=" + server.context().getEnvironment().getRequiredProperty("mandate.data"),
                "--mandate.proof-key.value="
                        + server.context().getEnvironment().getRequiredProperty("mandate.proof-key.value"),
                "--mandate.datasource.url=" + server.database().jdbcUrl(),
                "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD));
        arguments.addAll(List.of(more));
        return MandateCommand.execute(arguments.toArray(String[]::new));
    }
}

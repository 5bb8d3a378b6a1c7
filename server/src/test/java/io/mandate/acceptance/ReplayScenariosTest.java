package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import io.mandate.query.export.ExportPlaces;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.journal.JournalRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Read models made again by command, through HTTP, while everybody goes on working. A paced replay is
/// slow here, so that there is something to see.
class ReplayScenariosTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FULL = "{\"pace\": \"full\"}";

    private static MandateServer server;
    private static ReadModels models;
    private static Client operator;

    @BeforeAll
    static void start() {
        server = MandateServer.start(
                "--mandate.replay.events-per-second=100",
                "--mandate.replay.batch=1",
                "--mandate.replay.write-every=100ms");
        models = ReadModels.of(server.database());
        operator = server.operator();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void abandon() {
        for (JsonNode replay :
                operator.get("/v1/replays?limit=1").expect(200).json().path("items")) {
            if (!replay.has("finishedAt")) {
                wish(replay.path("id").asString(), "abandon");
                until(replay.path("id").asString(), "ABANDONED");
            }
        }
    }

    @Test
    void what_is_asked_with_a_key_is_done_once_and_answered_the_same_again() {
        Client asking = operator.with("Idempotency-Key", "ask-once");
        String id = asking.post("/v1/replays", FULL).expect(202).at("/id");
        asking.post("/v1/replays", FULL).expect(202).at("/id", id);
        asking.post("/v1/replays", "").refused(422, "IDEMPOTENCY_KEY_REUSED");
        operator.post("/v1/replays", FULL).refused(409, "REPLAY_RUNNING");
        until(id, "READY");

        String abandon = "/v1/replays/" + id + "/abandon";
        Client abandoning = operator.with("Idempotency-Key", "abandon-once");
        abandoning.post(abandon, "").expect(202);
        abandoning.post(abandon, "").expect(202).at("/id", id);
        until(id, "ABANDONED");
        abandoning.post(abandon, "").expect(202).at("/state", "ABANDONED");
        operator.post(abandon, "").refused(409, "REPLAY_NOT_POSSIBLE_NOW");
        asking.post("/v1/replays", FULL).expect(202).at("/id", id);
        assertThat(journal(id)).containsExactly("POST /v1/replays", "replay abandon");
    }

    @Test
    void x_2_models_replayed_by_command_are_equal_and_no_event_is_added() {
        Tenant tenant = busy();
        Map<String, String> answers = answers(tenant);
        Map<String, List<String>> rows = models.rows();
        long events = models.events();

        String id = ready(FULL);

        Answer compared =
                operator.get("/v1/replays/" + id + "/comparison?limit=500").expect(200);
        compared.at("/differing", 0).at("/notCompared", 0);
        assertThat(compared.json().path("items"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.path("rebuiltDigest")).isEqualTo(table.path("digest")));
        operator.get("/v1/replays/" + id + "/differences").expect(200).at("/items", "");
        wish(id, "switch");
        until(id, "SWITCHED");
        assertThat(models.rows()).isEqualTo(rows);
        assertThat(answers(tenant)).isEqualTo(answers);
        assertThat(models.events()).isEqualTo(events);
        assertThat(journal(id)).containsExactly("POST /v1/replays", "replay switch");
    }

    @Test
    void x_5_decisions_and_lists_are_there_and_right_while_models_are_replayed() {
        Tenant tenant = busy();
        String id = operator.post("/v1/replays", "{}").expect(202).at("/id");
        await().atMost(PATIENCE).until(() -> done(id) > 0);

        tenant.allows("sam", "view", "commerce/orders", "O-1");
        Answer suspended = tenant.admin().put("/v1/users/sam/suspension", "{}").expect(200);
        Answer denied = tenant.denies("sam", "view", "commerce/orders", "O-1", "USER_SUSPENDED");
        assertThat(denied.position()).isEqualTo(suspended.position());
        tenant.admin().get("/v1/users/sam").expect(200).at("/status", "SUSPENDED");

        Answer watched = operator.get("/v1/replays/" + id).expect(200).at("/state", "BUILDING");
        assertThat(watched.json().at("/events/done").asLong())
                .isLessThan(watched.json().at("/events/total").asLong());
        operator.post("/v1/replays", FULL).refused(409, "REPLAY_RUNNING");
        operator.post("/v1/replays/" + id + "/switch", "").refused(409, "REPLAY_NOT_POSSIBLE_NOW");
        wish(id, "abandon");
        until(id, "ABANDONED");
        operator.post("/v1/replays/" + id + "/abandon", "").refused(409, "REPLAY_NOT_POSSIBLE_NOW");
    }

    @Test
    void a_row_that_was_tampered_with_is_named_by_the_comparison() {
        Tenant tenant = busy();
        models.spoil(
                "update %s.profile_list set name = 'Forged' where tenant = '" + tenant.id() + "' and profile = 'p'");
        models.spoil(
                "update %s.person set last_name = 'Forged' where tenant = '" + tenant.id() + "' and principal = 'sam'");

        String id = ready(FULL);

        operator.get("/v1/replays/" + id + "/comparison?differing=true&tenant=" + tenant.id())
                .expect(200)
                .at("/differing", 2)
                .at("/items/0/table", "person")
                .at("/items/0/differing", 1)
                .at("/items/1/table", "profile_list");
        Answer differences = operator.get("/v1/replays/" + id + "/differences?limit=1")
                .expect(200)
                .at("/items/0/table", "person")
                .at("/items/0/key/principal", "sam")
                .at("/items/0/columns/0", "last_name")
                .at("/items/0/live/last_name", "(personal text)");
        assertThat(differences.text()).doesNotContain("Forged", "Example");
        Answer looked =
                tenant.admin().get("/v1/journal?kind=PAST_READ&actor=operator").expect(200);
        assertThat(looked.json()
                        .path("items")
                        .valueStream()
                        .map(row -> row.path("what").asString()))
                .contains("GET /v1/replays/{id}/comparison", "GET /v1/replays/{id}/differences");
        looked.at("/items/0/actor/kind", "OPERATOR").at("/items/0/facts/replay", id);
        operator.get("/v1/replays/" + id + "/differences?limit=1&after=" + differences.at("/next"))
                .expect(200)
                .at("/items/0/key/profile", "p")
                .at("/items/0/live/name", "Forged")
                .at("/items/0/rebuilt/name", "P");
        wish(id, "switch");
        until(id, "SWITCHED");
        tenant.admin().get("/v1/profiles/p").expect(200).at("/name", "P");
    }

    @Test
    void whoever_may_see_the_audit_trail_has_his_own_tenant_compared_and_nothing_else() {
        Tenant own = busy();
        Tenant other = busy();
        Client officer = own.admin();
        own.as("sam").post("/v1/replays", "{}").refused(403, "NOT_PERMITTED");

        String id = officer.post("/v1/replays", "{\"models\": [\"profiles\", \"persons\"]}")
                .expect(202)
                .at("/tenant", own.id())
                .at("/id");

        other.admin().get("/v1/replays/" + id).refused(404, "REPLAY_NOT_FOUND");
        other.admin().get("/v1/replays/" + id + "/comparison").refused(404, "REPLAY_NOT_FOUND");
        other.admin().get("/v1/replays/" + id + "/differences").refused(404, "REPLAY_NOT_FOUND");
        other.admin().post("/v1/replays/" + id + "/abandon", "").refused(404, "REPLAY_NOT_FOUND");
        assertThat(other.admin().get("/v1/replays").expect(200).json().path("items"))
                .isEmpty();
        until(id, "COMPARED");
        Answer compared = officer.get("/v1/replays/" + id + "/comparison")
                .expect(200)
                .at("/differing", 0)
                .at("/notCompared", 0);
        assertThat(compared.json().path("items"))
                .hasSize(3)
                .allSatisfy(table -> assertThat(table.path("tenant").asString()).isEqualTo(own.id()));
        ExportPlaces places = server.context().getBean(ExportPlaces.class);
        TenantId tenant = new TenantId(own.id());
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.WATCHING, tenant);
                ExportPlaces.Place _ = places.take(ExportPlaces.Of.WATCHING, tenant);
                ExportPlaces.Place _ = places.take(ExportPlaces.Of.WATCHING, tenant);
                ExportPlaces.Place _ = places.take(ExportPlaces.Of.WATCHING, tenant)) {
            officer.with("Accept", "text/event-stream").get("/v1/replays/" + id).expect(503);
            operator.with("Accept", "text/event-stream")
                    .get("/v1/replays/" + id)
                    .expect(200);
        }
        officer.with("Accept", "text/event-stream").get("/v1/replays/" + id).expect(200);
        officer.get("/v1/replays/" + id + "/differences").expect(200);
        Answer looked = officer.get("/v1/journal?kind=PAST_READ").expect(200);
        assertThat(looked.json().path("items")).hasSize(2);
        looked.at("/items/0/actor/id", "gil").at("/items/0/facts/replay", id);
        assertThat(other.admin()
                        .get("/v1/journal?kind=PAST_READ")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
        officer.post("/v1/replays/" + id + "/switch", "").refused(409, "REPLAY_NOT_POSSIBLE_NOW");
        officer.post("/v1/replays", "{\"tenant\": \"" + other.id() + "\"}").refused(404, "TENANT_NOT_FOUND");
        assertThat(officer.get("/v1/journal?kind=REPLAYED").expect(200).json().path("items"))
                .hasSize(1);
    }

    @Test
    void progress_comes_as_a_stream_that_ends_when_somebody_has_to_decide() {
        busy();
        String id = operator.post("/v1/replays", "{}").expect(202).at("/id");

        Answer stream = operator.with("Accept", "text/event-stream")
                .get("/v1/replays/" + id)
                .expect(200);

        List<String> events =
                stream.text().lines().filter(line -> line.startsWith("event:")).toList();
        assertThat(events).contains("event:progress").endsWith("event:end");
        assertThat(events.stream().filter("event:end"::equals)).hasSize(1);
        assertThat(stream.text())
                .contains("\"state\":\"BUILDING\"", "\"perSecond\"")
                .contains("\"state\":\"READY\"");
        wish(id, "abandon");
        until(id, "ABANDONED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"modles\": []} | 400",
                "{\"models\": []} | 400",
                "{\"models\": [\"nonsense\"]} | 422",
                "{\"pace\": \"fast\"} | 400",
                "{\"upTo\": {}} | 400",
                "{\"upTo\": {\"instant\": \"yesterday\"}} | 400",
                "{\"upTo\": {\"instant\": \"2999-01-01T00:00:00Z\"}} | 422",
                "{\"upTo\": {\"positions\": {\"nobody\": \"abc-1\"}}} | 404",
                "{\"upTo\": {\"positions\": {\"system\": \"abc-1\"}}} | 422",
                "{\"models\": [\"persons\"], \"upTo\": {\"instant\": \"2020-01-01T00:00:00Z\"}} | 422",
                "{\"tenant\": \"nobody\"} | 404",
                "[] | 400"
            })
    void what_cannot_be_asked_is_refused_with_the_reason(String body, int status) {
        int before = operator.get("/v1/replays?limit=500").json().path("items").size();
        Answer refused = operator.post("/v1/replays", body).expect(status);
        assertThat(refused.at("/detail")).isNotEmpty();
        assertThat(operator.get("/v1/replays?limit=500").json().path("items")).hasSize(before);
    }

    @Test
    void a_parked_tenant_is_shown_to_operators_and_tried_again_when_they_say_so() {
        Tenant tenant = busy();
        String before = tenant.admin().get("/v1/users").expect(200).position();
        models.spoil("alter table %s.principal add constraint poison check (principal <> 'eve')");
        tenant.person("eve", "CSR", "p");
        String retry = "/v1/operations/projections/" + tenant.id() + "/retry";

        await().atMost(PATIENCE).until(() -> parked(tenant).isPresent());
        JsonNode parked = parked(tenant).orElseThrow();
        assertThat(parked.path("reason").asString()).contains("23514").doesNotContain("eve");
        Answer list = tenant.admin()
                .with("Mandate-Min-Position", before)
                .get("/v1/users")
                .expect(200);
        assertThat(list.header("Mandate-Incomplete-Since")).isEqualTo(list.position());
        tenant.admin().post(retry, "").refused(403, "NOT_PERMITTED");
        operator.post("/v1/operations/projections/nobody/retry", "").refused(404, "TENANT_NOT_FOUND");

        models.spoil("alter table %s.principal drop constraint poison");
        Client trying = operator.with("Idempotency-Key", "try-once");
        trying.post(retry, "").expect(202).at("/parked", true);
        trying.post(retry, "").expect(202).at("/parked", true);
        assertThat(server.context().getBean(AccessJournal.class).page(Caller.SYSTEM_TENANT, 0, 500))
                .map(JournalRow::entry)
                .filteredOn(entry -> entry.what().endsWith("/retry"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.facts()).containsEntry("tenant", tenant.id()));

        tenant.admin().get("/v1/users/eve").expect(200);
        assertThat(parked(tenant)).isEmpty();
        operator.post(retry, "").expect(200).at("/parked", false);
    }

    @Test
    void models_of_another_shape_are_made_anew_beside_those_that_are_read() {
        try (MandateServer old = MandateServer.start()) {
            Tenant tenant = Tenant.of("commerce", old);
            tenant.profile("p", "P", "\"roleType\": \"CSR\"");
            tenant.admin().get("/v1/profiles/p").expect(200);
            ReadModels before = ReadModels.of(old.database());
            Map<String, List<String>> rows = of(tenant, before.rows());
            before.shapedOtherwise();
            try (MandateServer next = old.secondNode()) {
                old.close();
                await().atMost(PATIENCE).until(() -> before.generation() == 2);
                assertThat(of(tenant, before.rows())).isEqualTo(rows);
                tenant.admin().on(next.url()).get("/v1/profiles/p").expect(200).at("/name", "P");
                await().atMost(PATIENCE).until(() -> before.generations() == 1);
            }
        }
    }

    private static Map<String, List<String>> of(Tenant tenant, Map<String, List<String>> rows) {
        Map<String, List<String>> own = new TreeMap<>();
        rows.forEach((table, all) -> own.put(
                table,
                all.stream()
                        .filter(row -> row.contains("\"tenant\": \"" + tenant.id() + "\""))
                        .toList()));
        return own;
    }

    private static Optional<JsonNode> parked(Tenant tenant) {
        return operator.get("/v1/operations/projections")
                .expect(200)
                .json()
                .path("parked")
                .valueStream()
                .filter(one -> one.path("tenant").asString().equals(tenant.id()))
                .findFirst();
    }

    private static String ready(String body) {
        String id = operator.post("/v1/replays", body).expect(202).at("/id");
        until(id, "READY");
        return id;
    }

    private static void wish(String id, String wish) {
        operator.post("/v1/replays/" + id + "/" + wish, "").expect(202);
    }

    private static void until(String id, String state) {
        await().atMost(PATIENCE).until(() -> {
            Answer replay = operator.get("/v1/replays/" + id).expect(200);
            assertThat(replay.at("/state")).as(replay.text()).isNotEqualTo("FAILED");
            return replay.at("/state").equals(state) && replay.at("/wish").isEmpty();
        });
    }

    private static long done(String id) {
        return operator.get("/v1/replays/" + id)
                .expect(200)
                .json()
                .at("/events/done")
                .asLong();
    }

    /// What the journal of the operators says that was done with a replay.
    private static List<String> journal(String id) {
        return server.context().getBean(AccessJournal.class).page(Caller.SYSTEM_TENANT, 0, 500).stream()
                .filter(row -> row.entry().kind() == JournalEntry.Kind.REPLAYED)
                .filter(row -> id.equals(row.entry().facts().get("replay")))
                .map(row -> row.entry().what())
                .toList();
    }

    private static Tenant busy() {
        Tenant tenant = Tenant.of("commerce", server);
        tenant.profile("p", "P", "\"roleType\": \"CSR\"")
                .override("p", "commerce/orders", "VIEW")
                .person("sam", "CSR", "p")
                .person("kim", "CSR", "p");
        tenant.admin().put("/v1/users/kim/suspension", "{\"reason\": \"away\"}").expect(200);
        tenant.admin().get("/v1/users/kim").expect(200);
        return tenant;
    }

    private static Map<String, String> answers(Tenant tenant) {
        Map<String, String> answers = new TreeMap<>();
        for (String path : List.of(
                "/v1/profiles", "/v1/profiles/p", "/v1/users", "/v1/tokens", "/v1/licence", "/v1/audit?limit=500")) {
            Answer answer = tenant.admin().get(path).expect(200);
            answers.put(path, answer.position() + " " + answer.text());
        }
        return answers;
    }
}

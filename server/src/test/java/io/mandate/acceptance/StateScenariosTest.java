package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.values.TenantId;
import io.mandate.query.export.ExportPlaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All that held at a moment, as a file that never changes.
class StateScenariosTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CLERKS = """
            "roleType": "CSR", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]\
            """;

    @Test
    void a_state_is_the_same_bytes_after_ten_thousand_events_an_erasure_a_replay_and_a_restart() {
        try (MandateServer server = MandateServer.start()) {
            Past past = Past.of(Tenant.of("commerce", server));
            Tenant tenant = past.tenant();
            tenant.profile("clerks", "Clerks", CLERKS)
                    .person("sam", "CSR", "clerks")
                    .person("kim", "CSR", "clerks");
            String then = String.valueOf(tenant.seen().position);
            String told = state(past.nora(), then);

            manyMore(tenant, 10_000);
            tenant.override("clerks", "commerce/invoices", "VIEW");
            tenant.admin().delete("/v1/catalog/nodes/commerce/orders").expect(200);
            String kim = tenant.admin().get("/v1/users/kim").expect(200).etag();
            tenant.admin().ifMatch(kim).delete("/v1/users/kim").expect(200);
            assertThat(state(past.nora(), then)).isEqualTo(told);
            assertThat(state(past.nora(), String.valueOf(tenant.seen().position)))
                    .isNotEqualTo(told)
                    .contains("\"DELETED\"");
            replayed(server);
            assertThat(state(past.nora(), then)).isEqualTo(told);
            server.close();
            try (MandateServer again = server.secondNode()) {
                assertThat(state(past.nora().on(again.url()), then)).isEqualTo(told);
            }
        }
    }

    @Test
    void a_state_has_profiles_principals_and_what_they_could_do_with_the_events_behind_it() {
        Past past = Past.of(Tenant.of("commerce"));
        past.tenant()
                .profile("clerks", "Clerks", CLERKS)
                .person("sam", "CSR", "clerks")
                .person("ada", "CSR", "clerks");
        Answer override = past.tenant()
                .admin()
                .put("/v1/profiles/clerks/permissions/commerce/orders", "{\"level\": \"VIEW\"}")
                .expect(200);
        past.tenant()
                .admin()
                .put("/v1/users/sam/perimeter", "{\"perimeter\": {\"kind\": \"SELECTED\", \"ids\": [\"O-1\"]}}")
                .expect(200);
        String now = String.valueOf(past.tenant().seen().position);

        List<JsonNode> lines = lines(state(past.nora(), now));

        JsonNode first = lines.getFirst();
        assertThat(first.path("line").asString()).isEqualTo("state");
        assertThat(first.path("tenant").asString()).isEqualTo(past.tenant().id());
        assertThat(first.path("event").asLong()).isEqualTo(seq(now));
        assertThat(of(lines, "principal", "id")).isSorted().contains("ada", "gil", "nora", "sam");
        assertThat(of(lines, "profile", "id")).isSorted().contains("auditors", "clerks");
        JsonNode sam = line(lines, "principal", "id", "sam");
        assertThat(sam.at("/perimeter/ids/0").asString()).isEqualTo("O-1");
        assertThat(sam.at("/events/perimeter").asLong()).isEqualTo(seq(now));
        assertThat(sam.toString()).doesNotContain("Sam", "example.org");
        JsonNode held = line(lines, "permissions", "profile", "clerks");
        assertThat(held.path("role").asString()).isEqualTo("CSR");
        JsonNode orders = held.path("permissions")
                .valueStream()
                .filter(each -> each.path("node").asString().equals("commerce/orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.path("action").asString()).isEqualTo("view");
        assertThat(orders.path("because").toString())
                .contains("{\"event\":" + seq(override.position())
                        + ",\"kind\":\"ACTION_GRANTED\",\"node\":\"commerce/orders\",\"step\":10}");
    }

    @Test
    void a_state_needs_the_right_to_read_the_past_and_a_moment_that_has_come() {
        Past past = Past.of(Tenant.of("commerce"));
        String before = past.tenant().admin().get("/v1/users").expect(200).position();
        past.tenant().admin().get("/v1/history/state").refused(403, "NOT_PERMITTED");
        past.tenant().service().get("/v1/history/state").refused(403, "NOT_PERMITTED");
        past.nora().get("/v1/history/state?at=2199-01-01").refused(422, "INSTANT_IN_FUTURE");
        past.nora().get("/v1/history/state?position=elsewhere-1").refused(422, "POSITION_UNKNOWN");
        past.nora().get("/v1/history/state?position=nonsense").expect(400);
        past.nora().get("/v1/history/state?at=2026-01-01&position=" + before).expect(400);

        Answer nothing =
                past.nora().get("/v1/history/state?at=1990-01-01T00:00:00Z").expect(200);

        assertThat(lines(nothing.text())).hasSize(2);
        Answer noted = past.nora().get("/v1/journal?kind=PAST_READ&actor=nora").expect(200);
        assertThat(noted.json().path("items")).hasSize(1);
        noted.at("/items/0/what", "GET /v1/history/state").at("/items/0/facts/at", "1990-01-01T00:00:00Z");
    }

    @Test
    void a_tenant_that_reads_as_many_states_as_it_may_is_told_to_wait_for_one_of_them() {
        Past past = Past.of(Tenant.of("commerce"));
        String now = past.nora().get("/v1/history/state").expect(200).position();
        ExportPlaces places = MandateServer.shared().context().getBean(ExportPlaces.class);
        TenantId tenant = new TenantId(past.tenant().id());
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.STATE, tenant);
                ExportPlaces.Place _ = places.take(ExportPlaces.Of.STATE, tenant)) {
            Answer refused = past.nora().get("/v1/history/state").expect(503);
            assertThat(refused.header("Retry-After")).isNotBlank();
            assertThat(refused.at("/detail")).contains("ask again when one of them has ended");
        }
        // As often as there are places and once more: each gives its own back.
        for (int i = 0; i < 3; i++) {
            past.nora().get("/v1/history/state?position=" + now).expect(200);
            past.nora().get("/v1/history/state?position=nonsense").expect(400);
            past.nora().get("/v1/history/state?at=2199-01-01").refused(422, "INSTANT_IN_FUTURE");
        }
    }

    private static String state(Client client, String position) {
        Answer answer = client.get("/v1/history/state?position=" + position).expect(200);
        assertThat(answer.position()).isEqualTo(position);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        String text = answer.text();
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        JsonNode end = JSON.readTree(text.substring(last));
        assertThat(end.path("line").asString()).isEqualTo("end");
        assertThat(end.path("sha256").asString()).isEqualTo(sha256(text.substring(0, last)));
        assertThat(end.path("lines").asLong())
                .isEqualTo(text.substring(0, last).lines().count());
        return text;
    }

    private static List<JsonNode> lines(String state) {
        return state.lines().map(JSON::readTree).toList();
    }

    private static JsonNode line(List<JsonNode> lines, String line, String key, String value) {
        return lines.stream()
                .filter(each -> each.path("line").asString().equals(line)
                        && each.path(key).asString("").equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> of(List<JsonNode> lines, String line, String key) {
        return lines.stream()
                .filter(each -> each.path("line").asString().equals(line))
                .map(each -> each.path(key).asString())
                .toList();
    }

    private static long seq(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf('-') + 1));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void replayed(MandateServer server) {
        Client operator = server.operator();
        String id =
                operator.post("/v1/replays", "{\"pace\": \"full\"}").expect(202).at("/id");
        until(operator, id, "READY");
        operator.post("/v1/replays/" + id + "/switch", "").expect(202);
        until(operator, id, "SWITCHED");
    }

    private static void until(Client operator, String replay, String state) {
        await().atMost(PATIENCE)
                .until(() -> operator.get("/v1/replays/" + replay)
                        .expect(200)
                        .at("/state")
                        .equals(state));
    }

    private static void manyMore(Tenant tenant, int events) {
        String lines = IntStream.range(0, events)
                .mapToObj(i -> "{\"resource\": \"commerce/invoices\", \"id\": \"LATER-" + i + "\"}\n")
                .collect(Collectors.joining());
        Answer job = tenant.admin()
                .with("Content-Type", "application/x-ndjson")
                .post("/v1/jobs?kind=register-records", lines)
                .expect(202);
        await().atMost(PATIENCE)
                .until(() ->
                        tenant.admin().get(job.header("Location")).at("/state").equals("DONE"));
    }
}

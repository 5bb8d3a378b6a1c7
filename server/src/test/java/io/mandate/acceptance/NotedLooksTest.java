package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What the access journal is told: of every look at the past all that was asked, also where the answer was a refusal;
/// of changes every refusal, once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotedLooksTest {
    private Past past;
    private Tenant tenant;
    private String created = "";

    @BeforeAll
    void aTenantWithSomePast() {
        tenant = Tenant.of("commerce");
        past = Past.of(tenant);
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        tenant.person("sam", "CSR", "clerks");
        created = past.position();
        tenant.override("clerks", "commerce/invoices", "VIEW");
    }

    @Test
    void every_question_of_a_batch_is_noted_once() {
        List<String> items = new ArrayList<>();
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            for (String action : List.of("view", "edit")) {
                items.add(item("kim-" + i, action, "commerce/invoices", "INV 1"));
                items.add(item("kim-" + i, action, "commerce/orders", "*"));
                items.add(item("kim-" + i, action, "commerce/orders", "*"));
                expected.add("user:kim-" + i + " " + action + " commerce/invoices INV 1");
                expected.add("user:kim-" + i + " " + action + " commerce/orders *");
            }
        }
        ask(items);

        List<JsonNode> rows = noted("kim-");
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().at("/facts/questions").asString()).isEqualTo("180");
        assertThat(rows.getFirst().at("/facts/moment").asString()).isEqualTo(created);
        assertThat(lines(rows)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void a_long_batch_is_noted_in_rows_of_bounded_size_and_by_moment() {
        List<String> items = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> item("lee", "view", "commerce/invoices", "INV-" + i))
                .toList());
        items.add("""
                {"subject": {"type": "user", "id": "lee"}, "action": {"name": "view"},
                 "resource": {"type": "commerce/invoices", "id": "INV-0"},
                 "context": {"position": "%s"}}""".formatted(tenant.seen().position));
        ask(items);

        List<JsonNode> rows = noted("lee");
        assertThat(rows).hasSizeBetween(3, 20);
        assertThat(rows).allMatch(row -> row.at("/facts/asked").asString("").length() <= 16_000);
        assertThat(lines(rows)).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(rows)
                .filteredOn(row -> !row.at("/facts/moment").asString().equals(created))
                .singleElement()
                .satisfies(row -> assertThat(row.at("/facts/record").asString()).isEqualTo("INV-0"));
    }

    private void ask(List<String> items) {
        tenant.service()
                .post("/access/v1/evaluations", "{\"evaluations\": [" + String.join(", ", items) + "]}")
                .expect(200);
    }

    private String item(String subject, String action, String resource, String record) {
        return """
                {"subject": {"type": "user", "id": "%s"}, "action": {"name": "%s"},
                 "resource": {"type": "%s", "id": "%s"}, "context": {"position": "%s"}}""".formatted(subject, action, resource, record, created);
    }

    private List<JsonNode> noted(String subject) {
        return past.journal("kind=PAST_READ&actor=asker").stream()
                .filter(row -> row.path("facts").toString().contains("user:" + subject))
                .toList();
    }

    private static List<String> lines(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> row.at("/facts/asked").asString(""))
                .flatMap(String::lines)
                .toList();
    }

    @Test
    void an_auditor_who_may_see_some_records_only_is_not_told_who_made_it_so() {
        tenant.profile("viewers", "Viewers", "\"roleType\": \"ADMIN\"")
                .override("viewers", "administration/audit", "VIEW")
                .person("ann", "ADMIN", "viewers")
                .person("bea", "ADMIN", "viewers");
        tenant.admin()
                .put("/v1/users/ann/perimeter", "{\"perimeter\": {\"kind\": \"SELECTED\", \"ids\": [\"X\"]}}")
                .expect(200);
        Client ann = tenant.as("ann");
        ann.get("/v1/audit").refused(403, "NOT_PERMITTED").at("/parameters/decisionReason", "OUT_OF_RECORD_SCOPE");
        for (String path : List.of("/v1/journal", "/v1/proofs/checkpoint", "/v1/replays")) {
            ann.get(path).refused(403, "NOT_PERMITTED").at("/parameters/decisionReason", "OUT_OF_RECORD_SCOPE");
        }
        assertThat(because(ann, "ann")).isNotEmpty().noneMatch(finding -> finding.has("actor"));
        assertThat(because(tenant.as("bea"), "bea")).anyMatch(finding -> finding.has("actor"));

        tenant.as("bea").post("/access/v1/evaluations", """
                        {"subject": {"type": "user", "id": "bea"}, "action": {"name": "view"},
                         "resource": {"type": "administration/audit", "id": "X"}, "context": {"explain": true},
                         "evaluations": [{}, {"action": {"name": "export"}}, {"context": {}}]}""").expect(200);
        assertThat(past.journal("kind=AUDIT_READ&actor=ann")).isEmpty();
        List<JsonNode> looks = past.journal("kind=AUDIT_READ&actor=bea");
        assertThat(looks)
                .as("being told who made it so is a look at the trail")
                .extracting(row -> row.path("what").asString())
                .containsExactly("POST /access/v1/evaluation", "POST /access/v1/evaluations");
        assertThat(looks.getFirst().at("/facts/subject").asString()).isEqualTo("bea");
        assertThat(looks.getFirst().at("/facts/resource").asString()).isEqualTo("administration/audit");
        assertThat(looks.getLast().at("/facts/questions").asString()).isEqualTo("2");
    }

    private static List<JsonNode> because(Client client, String user) {
        return client.post("/access/v1/evaluation", """
                        {"subject": {"type": "user", "id": "%s"}, "action": {"name": "view"},
                         "resource": {"type": "administration/audit", "id": "X"}, "context": {"explain": true}}
                        """.formatted(user))
                .expect(200)
                .json()
                .at("/context/mandate/because")
                .valueStream()
                .toList();
    }

    @Test
    void a_look_that_finds_nothing_is_noted_too() {
        Client nora = past.nora();
        nora.get("/v1/history/users/cy?at=1990-01-01").refused(404, "USER_NOT_FOUND");
        nora.get("/v1/history/users/cy/access?node=commerce/invoices&action=view")
                .refused(404, "USER_NOT_FOUND");
        nora.get("/v1/history/diff?from=" + tenant.seen().position + "&to=" + created)
                .refused(422, "WINDOW_EMPTY");
        nora.get("/v1/history/own-changes?from=2026-02-02&to=2026-02-01").refused(422, "WINDOW_EMPTY");
        nora.get("/v1/proofs/evidence?user=cy&node=commerce/nothing&action=view&position=" + created)
                .refused(422, "NODE_UNKNOWN");

        assertThat(past.journal("kind=PAST_READ&actor=nora"))
                .anySatisfy(row -> {
                    assertThat(row.path("what").asString()).isEqualTo("GET /v1/history/users/{user}");
                    assertThat(row.at("/facts/user").asString("")).isEqualTo("cy");
                })
                .anySatisfy(row -> {
                    assertThat(row.path("what").asString()).isEqualTo("GET /v1/history/users/{user}/access");
                    assertThat(row.at("/facts/user").asString("")).isEqualTo("cy");
                })
                .anySatisfy(row -> {
                    assertThat(row.path("what").asString()).isEqualTo("GET /v1/history/own-changes");
                    assertThat(row.at("/facts/from").asString("")).isEqualTo("2026-02-02");
                })
                .anySatisfy(row -> {
                    assertThat(row.path("what").asString()).isEqualTo("GET /v1/history/diff");
                    assertThat(row.at("/facts/to").asString("")).isEqualTo(created);
                });
        assertThat(past.journal("kind=EXPORTED&actor=nora"))
                .anySatisfy(
                        row -> assertThat(row.at("/facts/node").asString("")).isEqualTo("commerce/nothing"));
    }

    @Test
    void a_look_at_no_profile_and_at_no_time_is_noted_before_it_is_refused() {
        Client admin = tenant.admin();
        admin.get("/v1/profiles/ghost/revisions?limit=3").refused(404, "PROFILE_NOT_FOUND");
        admin.get("/v1/profiles/ghost/diff").refused(404, "PROFILE_NOT_FOUND");
        admin.get("/v1/profiles/clerks/diff?from=2&to=1").refused(422, "WINDOW_EMPTY");
        admin.get("/v1/profiles/clerks/diff?from=1&to=99").refused(422, "PROFILE_REVISION_UNKNOWN");
        Client nora = past.nora();
        String access = "/v1/history/access?node=commerce/invoices&action=view";
        nora.get(access + "&from=2026-02-02&to=2026-02-01").refused(422, "WINDOW_EMPTY");
        nora.get("/v1/history/users/sam/access?node=commerce/invoices&action=view&from=2026-02-02&to=2026-02-02")
                .refused(422, "WINDOW_EMPTY");
        tenant.person("lou", "CSR", "clerks");
        tenant.as("lou").get("/v1/profiles/ghost/revisions").refused(403, "NOT_PERMITTED");

        assertThat(looks("gil"))
                .contains(
                        "GET /v1/profiles/{profile}/revisions{\"limit\":\"3\",\"profile\":\"ghost\"}",
                        "GET /v1/profiles/{profile}/diff{\"profile\":\"ghost\"}",
                        "GET /v1/profiles/{profile}/diff{\"from\":\"2\",\"profile\":\"clerks\",\"to\":\"1\"}",
                        "GET /v1/profiles/{profile}/diff{\"from\":\"1\",\"profile\":\"clerks\",\"to\":\"99\"}");
        assertThat(looks("nora"))
                .contains(
                        "GET /v1/history/access{\"action\":\"view\",\"from\":\"2026-02-02\","
                                + "\"node\":\"commerce/invoices\",\"to\":\"2026-02-01\"}",
                        "GET /v1/history/users/{user}/access{\"action\":\"view\",\"from\":\"2026-02-02\","
                                + "\"node\":\"commerce/invoices\",\"to\":\"2026-02-02\",\"user\":\"sam\"}");
        assertThat(looks("lou")).as("who may not look was told nothing").isEmpty();
    }

    private List<String> looks(String actor) {
        return past.journal("kind=PAST_READ&actor=" + actor).stream()
                .map(row -> row.path("what").asString() + row.path("facts"))
                .toList();
    }

    @Test
    void what_a_profile_was_and_what_a_revert_would_bring_back_are_looks_at_the_past() {
        Client admin = tenant.admin();
        String etag = admin.get("/v1/profiles/clerks").etag();
        admin.get("/v1/profiles/clerks/revisions").expect(200);
        admin.get("/v1/profiles/clerks/diff?from=1&to=2").expect(200);
        admin.ifMatch(etag)
                .post("/v1/profiles/clerks/restore?preview=true", "{\"toRevision\": 1}")
                .expect(200);
        String position = admin.put("/v1/profiles/clerks/permissions/commerce/orders", "{\"level\": \"VIEW\"}")
                .expect(200)
                .position();
        admin.post("/v1/history/commits/" + position + "/revert?preview=true", "{}")
                .expect(200);

        assertThat(looks("gil"))
                .contains(
                        "GET /v1/profiles/{profile}/revisions{\"profile\":\"clerks\"}",
                        "GET /v1/profiles/{profile}/diff{\"from\":\"1\",\"profile\":\"clerks\",\"to\":\"2\"}",
                        "POST /v1/profiles/{profile}/restore?preview=true"
                                + "{\"profile\":\"clerks\",\"toRevision\":\"1\"}",
                        "POST /v1/history/commits/{position}/revert?preview=true{\"position\":\"" + position + "\"}");
    }

    @Test
    void every_parameter_of_a_look_is_noted() {
        Client nora = past.nora();
        String next = nora.get("/v1/history/access?node=commerce/invoices&action=view&limit=1&count=true")
                .expect(200)
                .at("/next");
        nora.get("/v1/history/access?node=commerce/invoices&action=view&limit=1&after=" + next)
                .expect(200);
        nora.get("/v1/history/diff?from=" + created + "&limit=7").expect(200);
        nora.get("/v1/history/commits/" + created + "?limit=8").expect(200);
        nora.get("/v1/history/commits?changeSet=none&limit=9").expect(200);
        nora.get("/v1/history/own-changes?from=2026-01-01&limit=10").expect(200);
        nora.get("/v1/audit?order=asc&limit=11&count=true").expect(200);
        nora.get("/v1/journal?limit=12").expect(200);
        tenant.admin().get("/v1/profiles/clerks/revisions?limit=13&count=true").expect(200);

        assertThat(past.journal("actor=nora"))
                .extracting(row -> row.path("what").asString() + row.path("facts"))
                .contains(
                        "GET /v1/history/access{\"action\":\"view\",\"count\":\"true\",\"limit\":\"1\","
                                + "\"node\":\"commerce/invoices\"}",
                        "GET /v1/history/access{\"action\":\"view\",\"after\":\"" + next + "\",\"limit\":\"1\","
                                + "\"node\":\"commerce/invoices\"}",
                        "GET /v1/history/diff{\"from\":\"" + created + "\",\"limit\":\"7\"}",
                        "GET /v1/history/commits/{position}{\"limit\":\"8\",\"position\":\"" + created + "\"}",
                        "GET /v1/history/commits{\"changeSet\":\"none\",\"limit\":\"9\"}",
                        "GET /v1/history/own-changes{\"from\":\"2026-01-01\",\"limit\":\"10\"}",
                        "GET /v1/audit{\"count\":\"true\",\"limit\":\"11\",\"order\":\"asc\"}",
                        "GET /v1/journal{\"limit\":\"12\"}");
        assertThat(looks("gil"))
                .contains("GET /v1/profiles/{profile}/revisions"
                        + "{\"count\":\"true\",\"limit\":\"13\",\"profile\":\"clerks\"}");
    }

    @Test
    void who_may_not_redact_learns_of_no_position_and_is_on_record() {
        tenant.person("dan", "CSR", "clerks");
        Client dan = tenant.as("dan");
        for (String position : List.of("elsewhere-1", created, created.replaceAll("-[0-9]+$", "-999999"))) {
            dan.post("/v1/history/commits/" + position + "/redaction", "{}").refused(403, "NOT_PERMITTED");
        }
        assertThat(refused("dan", "NOT_PERMITTED")).isEqualTo(3);
    }

    @Test
    void what_is_refused_before_it_comes_to_a_rule_is_on_record_once() {
        String own = tenant.admin().get("/v1/users/gil").at("/profile/id");
        tenant.person("eva", "ADMIN", own);
        Client eva = tenant.as("eva");
        eva.patch("/v1/profiles/clerks", "{\"changes\": []}").refused(428, "REVISION_REQUIRED");
        eva.post("/v1/records", "{}").refused(422, "FIELD_REQUIRED");
        eva.post("/v1/tokens", "{\"principal\": \"eva\", \"expiresAt\": \"2001-01-01T00:00:00Z\"}")
                .refused(422, "FIELD_INVALID");
        eva.post("/v1/profiles", "{\"name\": \"Clerks\", \"roleType\": \"CSR\"}")
                .refused(409, "PROFILE_NAME_TAKEN");
        eva.post("/v1/profiles/clerks/preview", "{}").refused(422, "FIELD_REQUIRED");
        eva.put("/v1/profiles/clerks/enablement/crm/preview", "{}").refused(422, "FIELD_REQUIRED");
        eva.get("/v1/users/nobody").refused(404, "USER_NOT_FOUND");

        assertThat(refused("eva", "REVISION_REQUIRED")).isEqualTo(1);
        assertThat(refused("eva", "FIELD_REQUIRED"))
                .as("a preview is only tried, a node may be called so")
                .isEqualTo(2);
        assertThat(refused("eva", "FIELD_INVALID")).isEqualTo(1);
        assertThat(refused("eva", "PROFILE_NAME_TAKEN")).isEqualTo(1);
        assertThat(refused("eva", "USER_NOT_FOUND")).as("a read").isZero();
    }

    @Test
    void who_may_assign_nobody_is_on_record_for_each_that_he_wished() {
        tenant.person("fay", "CSR", "clerks");
        tenant.as("fay")
                .post("/v1/profiles/clerks/users", "{\"users\": [\"sam\", \"nora\"]}")
                .refused(403, "NOT_PERMITTED");
        assertThat(refused("fay", "NOT_PERMITTED")).isEqualTo(2);
    }

    private long refused(String actor, String code) {
        return past.journal("kind=REFUSED&actor=" + actor).stream()
                .filter(row -> row.path("what").asString().equals(code))
                .mapToLong(row -> row.path("count").asLong())
                .sum();
    }
}

package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A node that keeps one day of history answers about the past as one that keeps all of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortHistoryScenariosTest {
    private static final String CLERKS = """
            "roleType": "CSR", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]\
            """;
    private static final int USERS = 5;

    private final Random random = new Random(7);
    private MandateServer whole;
    private MandateServer brief;
    private Past past;
    private Tenant tenant;
    private String store = "";
    private long first;
    private long head;

    @BeforeAll
    void aLongHistoryAndTwoNodes() {
        whole = MandateServer.start();
        try (TestClock clock = whole.dated("2026-02-20T08:00:00Z")) {
            past = Past.of(Tenant.of("commerce", whole));
            tenant = past.tenant();
            tenant.profile("clerks", "Clerks", CLERKS).profile("others", "Others", "\"roleType\": \"CSR\"");
            for (int i = 0; i < USERS; i++) {
                tenant.person("sam-" + i, "CSR", i % 2 == 0 ? "clerks" : "others");
            }
            for (int day = 1; day <= 20; day++) {
                clock.at("2026-03-%02dT09:00:00Z".formatted(day));
                change();
            }
        }
        String edge = String.valueOf(tenant.seen().position);
        for (int i = 0; i < 10; i++) {
            change();
        }
        String position = String.valueOf(tenant.seen().position);
        store = position.substring(0, position.lastIndexOf('-'));
        head = seq(position);
        brief = whole.secondNode("--mandate.index.history=1", "--mandate.index.fold.kept=100");
        past.nora().on(brief.url()).get("/v1/users/nora/permissions").expect(200); // it has arrived there
        first = brief.context().getBean(LiveIndex.class).index().first(new TenantId(tenant.id()));
        assertThat(first).as("what it has forgotten").isEqualTo(seq(edge));
    }

    @AfterAll
    void stop() {
        brief.close();
        whole.close();
    }

    private void change() {
        String user = "sam-" + random.nextInt(USERS);
        switch (random.nextInt(6)) {
            case 0 -> tenant.override("clerks", "commerce/invoices", random.nextBoolean() ? "VIEW" : "EDIT");
            case 1 -> tenant.override("others", "commerce/invoices", random.nextBoolean() ? "VIEW" : "EDIT");
            case 2 ->
                tenant.admin().put("/v1/users/" + user + "/suspension", "{}").expect(200);
            case 3 -> tenant.admin().delete("/v1/users/" + user + "/suspension").expect(200);
            case 4 ->
                tenant.admin()
                        .put("/v1/users/" + user + "/perimeter", """
                                {"perimeter": {"kind": "SELECTED", "ids": ["INV-%d"]}}""".formatted(random.nextInt(3)))
                        .expect(200);
            default ->
                tenant.admin()
                        .put(
                                "/v1/users/" + user + "/profile",
                                "{\"profile\": \"%s\"}".formatted(random.nextBoolean() ? "clerks" : "others"))
                        .expect(200);
        }
    }

    /// Random ones, and those around the edge of what is kept.
    LongStream moments() {
        Random moments = new Random(11);
        return LongStream.concat(
                LongStream.of(0, 1, first - 2, first - 1, first, first + 1, head - 1, head),
                LongStream.generate(() -> moments.nextLong(head + 1)).limit(12));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void every_question_about_a_moment_has_the_same_answer(long moment) {
        String then = store + "-" + moment;
        for (String record : List.of("*", "INV-1")) {
            for (String action : List.of("view", "edit")) {
                same(on -> past.tenant().service().on(on).post("/access/v1/evaluation", """
                                {"subject": {"type": "user", "id": "sam-1"}, "action": {"name": "%s"},
                                 "resource": {"type": "commerce/invoices", "id": "%s"},
                                 "context": {"explain": true, "accept_conditional": true, "position": "%s"}}
                                """.formatted(
                                action, record, then)));
            }
        }
        for (String path : List.of(
                "/v1/history/state?position=" + then,
                "/v1/history/catalog?position=" + then,
                "/v1/history/users/sam-2?position=" + then,
                "/v1/history/licence?position=" + then,
                "/v1/users/sam-3/permissions?position=" + then,
                "/v1/users/sam-3/navigation?position=" + then,
                "/v1/history/diff?from=" + then,
                "/v1/history/diff?from=" + then + "&user=sam-4",
                "/v1/history/diff?from=" + store + "-1&to=" + then + "&profile=clerks",
                "/v1/history/commits/" + then)) {
            same(on -> past.nora().on(on).get(path));
        }
        same(on -> past.nora()
                .on(on)
                .get("/v1/proofs/evidence?user=sam-1&node=commerce/invoices&action=edit&position=" + then));
        same(on -> past.nora().on(on).get("/v1/proofs/evidence/users/sam-1?position=" + then));
    }

    @Test
    void every_report_about_times_has_the_same_answer_however_far_it_reaches_back() {
        for (String window : List.of(
                "",
                "&from=2026-03-05&to=2026-03-09",
                "&from=2026-03-05",
                "&from=2026-03-20",
                "&to=2026-03-02",
                "&from=2026-04-01",
                "&masked=false&from=2026-03-10",
                "&record=INV-1&from=2026-03-01")) {
            String report = "/v1/history/access?node=commerce/invoices&action=edit&count=true" + window;
            Answer answer = same(on -> past.nora().on(on).get(report));
            assertThat(answer.status()).isEqualTo(200);
            same(on -> past.nora()
                    .on(on)
                    .get("/v1/history/users/sam-1/access?node=commerce/invoices&action=edit"
                            + window.replace("&masked=false", "")));
        }
        same(on -> past.nora().on(on).get("/v1/history/own-changes?from=2026-02-21"));
        same(on -> past.nora().on(on).get("/v1/history/diff?from=2026-03-01&to=2026-03-15"));
    }

    @Test
    void a_batch_about_many_moments_has_the_same_answers() {
        same(on -> tenant.service()
                .on(on)
                .post("/access/v1/evaluations", batch(moments().toArray())));
    }

    /// A window that ended long ago is read up to its end, however much came later; what is beyond is
    /// refused with a way out.
    @Test
    void a_node_that_reads_little_again_tells_of_what_is_early_and_refuses_what_is_not() {
        long most = first - 5;
        try (MandateServer small = whole.secondNode(
                "--mandate.index.history=1", "--mandate.index.fold.kept=2", "--mandate.index.fold.events=" + most)) {
            Client nora = past.nora().on(small.url());
            String report = "/v1/history/access?node=commerce/invoices&action=edit&to=2026-03-02";
            assertThat(nora.get(report).expect(200).text())
                    .isEqualTo(past.nora().on(whole.url()).get(report).text());
            nora.get("/v1/history/access?node=commerce/invoices&action=edit")
                    .expect(422)
                    .at("/code", "HISTORY_TOO_LONG")
                    .at("/parameters/most", most);
            String kept = "/v1/history/access?node=commerce/invoices&action=view&limit=500&from="
                    + Instant.now().minus(Duration.ofHours(1));
            Answer told = nora.get(kept).expect(200);
            assertThat(told.json().findValues("grantedBy"))
                    .as("of what began long ago")
                    .hasSizeLessThan(told.json().findValues("reason").size());
            assertThat(within(told))
                    .isEqualTo(within(past.nora().on(whole.url()).get(kept)));
            nora.get("/v1/history/users/nora/access?node=commerce/invoices&action=edit&to=2026-02-20T08:00:00Z")
                    .expect(200);
            nora.get("/v1/history/users/nobody/access?node=commerce/invoices&action=edit&to=2026-02-20T08:00:00Z")
                    .expect(404)
                    .at("/code", "USER_NOT_FOUND");
            String batch = batch(first - 2, 1, first - 3, first - 1, first - 2);
            Answer answer = tenant.service().on(small.url()).post("/access/v1/evaluations", batch);
            answer.expect(200).at("/evaluations/3/context/error/status", 400);
            for (int i : List.of(0, 1, 2, 4)) {
                answer.at("/evaluations/" + i + "/context/error", "");
            }
        }
    }

    /// What is told of the window itself, and nothing of what was before.
    private static String within(Answer report) {
        JsonNode items = report.expect(200).json().path("items");
        assertThat(items).isNotEmpty();
        for (JsonNode interval : items.findValues("intervals").stream()
                .flatMap(JsonNode::valueStream)
                .toList()) {
            ((ObjectNode) interval).remove(List.of("since", "grantedBy", "changedBy"));
        }
        return items.toString();
    }

    private String batch(long... moments) {
        return LongStream.of(moments)
                .mapToObj("""
                        {"subject": {"type": "user", "id": "sam-1"}, "action": {"name": "edit"},
                         "resource": {"type": "commerce/invoices", "id": "*"},
                         "context": {"accept_conditional": true, "position": "%s-%%d"}}""".formatted(store)::formatted)
                .collect(java.util.stream.Collectors.joining(", ", "{\"evaluations\": [", "]}"));
    }

    private Answer same(java.util.function.Function<String, Answer> question) {
        Answer expected = question.apply(whole.url());
        Answer answer = question.apply(brief.url());
        assertThat(answer.status()).as(answer.text()).isEqualTo(expected.status());
        assertThat(steady(answer)).as(expected.request()).isEqualTo(steady(expected));
        return expected;
    }

    /// Without what differs from answer to answer: its trace, and the checkpoint it is proved by.
    private static String steady(Answer answer) {
        return answer.text().startsWith("{\"format\"")
                ? answer.json().path("answer").toString()
                : answer.text().replaceAll("\"trace\":\"[^\"]*\"", "");
    }

    private static long seq(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf('-') + 1));
    }
}

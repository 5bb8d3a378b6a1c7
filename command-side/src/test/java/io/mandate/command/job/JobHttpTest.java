package io.mandate.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.Recorded;
import io.mandate.command.testing.ShopOnDisk;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId.Kind;
import io.mandate.store.journal.AccessJournal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class JobHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static HttpNode node;

    @BeforeAll
    static void open(@TempDir Path folder) {
        node = ShopOnDisk.open(folder);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static HttpResponse<String> gil(String method, String path, String body, String... headers) {
        return node.send("as:gil", method, path, body, headers);
    }

    /// The path of an accepted job.
    private static String sent(String kind, String lines, String... headers) {
        HttpResponse<String> answer = gil("POST", "/v1/jobs?kind=" + kind, lines, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /// The job once it is done.
    private static String done(String job) {
        await().atMost(PATIENCE).until(() -> gil("GET", job, "").body().contains("\"state\":\"DONE\""));
        return gil("GET", job, "").body();
    }

    private static String invoices(String prefix, int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(i -> "{\"resource\":\"shop/invoices\",\"id\":\"" + prefix + i + "\",\"creator\":\"gil\"}\n")
                .collect(Collectors.joining());
    }

    @Test
    void every_item_is_carried_out_in_batches_with_a_result_of_its_own() {
        String lines = invoices("A-", 450) + "{\"resource\":\"shop/dashboard\",\"id\":\"x\"}\n" + invoices("A-", 1);
        String job = sent("register-records", lines);
        assertThat(done(job))
                .contains("\"items\":452", "\"done\":452", "\"changed\":450", "\"unchanged\":1", "\"rejected\":1")
                .contains("\"position\":\"", "\"finishedAt\":\"");
        String results = gil("GET", job + "/results", "").body();
        assertThat(results.lines()).hasSize(452);
        assertThat(results.lines().toList().get(450))
                .contains("\"line\":451", "\"status\":\"REJECTED\"", "SCOPE_NOT_APPLICABLE", "\"detail\":\"");
        assertThat(results.lines().toList().get(451)).isEqualTo("{\"line\":452,\"status\":\"UNCHANGED\"}");
        assertThat(commits("A-")).isEqualTo(3);
    }

    private static long commits(String prefix) {
        return node.get(JdbcClient.class)
                .sql("SELECT count(DISTINCT commit_seq) FROM mandate.domain_event WHERE aggregate_id LIKE ?")
                .params("acme/record/shop/invoices:" + prefix + "%")
                .query(Long.class)
                .single();
    }

    @Test
    void results_are_read_page_by_page() {
        String job = sent("register-records", invoices("B-", 25) + "{\"resource\":\"shop/dashboard\",\"id\":\"x\"}\n");
        done(job);
        HttpResponse<String> first = gil("GET", job + "/results?limit=20", "");
        assertThat(first.body().lines()).hasSize(20);
        String link = first.headers().firstValue("Link").orElseThrow();
        HttpResponse<String> second = gil("GET", link.substring(1, link.indexOf('>')), "");
        assertThat(second.body().lines()).hasSize(6);
        assertThat(second.headers().firstValue("Link")).isEmpty();
        assertThat(gil("GET", job + "/results?status=REJECTED", "").body().lines())
                .hasSize(1);
        assertThat(gil("GET", job + "/results?status=GOOD", "").statusCode()).isEqualTo(400);
        assertThat(gil("GET", job + "/results?limit=0", "").statusCode()).isEqualTo(400);
    }

    @Test
    void users_are_assigned_suspended_enabled_and_unassigned() {
        for (String id : new String[] {"uma", "vic"}) {
            gil("POST", "/v1/users", """
                    {"id":"%s","username":"%s","role":"CUSTOMER","attributes":{"account":"1"}}""".formatted(id, id));
        }
        String both = "{\"user\":\"uma\"}\n{\"user\":\"vic\"}\n{\"user\":\"nobody\"}\n";
        String assign = both.replace("}", ",\"profile\":\"free\"}");
        assertThat(done(sent("assign-users", assign))).contains("\"changed\":2", "\"rejected\":1");
        assertThat(done(sent("suspend-users", both))).contains("\"changed\":2", "\"rejected\":1");
        assertThat(done(sent("enable-users", both))).contains("\"changed\":2", "\"rejected\":1");
        assertThat(done(sent("unassign-users", both))).contains("\"changed\":2", "\"rejected\":1");
        String token = gil("POST", "/v1/tokens", "{\"principal\":\"kim\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .substring("/v1/tokens/".length());
        assertThat(done(sent("revoke-tokens", "{\"token\":\"" + token + "\"}"))).contains("\"changed\":1");
        String record = "{\"resource\":\"shop/invoices\",\"id\":\"R-1\"}";
        done(sent("register-records", record));
        assertThat(done(sent("retire-records", record))).contains("\"changed\":1");
    }

    @Test
    void a_repeated_upload_is_the_same_job_and_another_one_under_its_key_is_refused() {
        String lines = invoices("C-", 3);
        String job = sent("register-records", lines, "Idempotency-Key", "c");
        assertThat(sent("register-records", lines, "Idempotency-Key", "c")).isEqualTo(job);
        assertThat(gil("POST", "/v1/jobs?kind=register-records", invoices("C-", 4), "Idempotency-Key", "c")
                        .body())
                .contains("IDEMPOTENCY_KEY_REUSED");
        assertThat(done(job)).contains("\"changed\":3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            register-records | {"resource":"shop/invoices","id":"1"};;{"id":           | 400 | (line 2, column 7)
            register-records | {"resource":"shop/invoices","id":"1","colour":"red"}    | 400 | colour
            register-records | {"resource":"shop/invoices"}                            | 422 | FIELD_REQUIRED
            assign-users     | {"user":"a b","profile":"free"}                         | 400 | "/user: UserId must
            assign-users     | {"user":"a b","profile":"free"}                         | 400 | (line 1).
            assign-users     | []                                                      | 400 | line 1
            wash-dishes      | {}                                                      | 400 | assign-users
            """)
    void a_bad_line_refuses_the_whole_upload_and_nothing_of_it_stays(
            String kind, String lines, int status, String told) {
        long before = jobs();
        HttpResponse<String> answer = gil("POST", "/v1/jobs?kind=" + kind, lines.replace(";;", "\n"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(told);
        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void a_reason_that_the_tenant_demands_is_missed_before_anything_is_taken_in() {
        String job = sent("register-records", invoices("F-", 1), "Idempotency-Key", "f");
        demandReasons(true);
        try {
            long before = jobs();
            HttpResponse<String> refused = gil("POST", "/v1/jobs?kind=register-records", invoices("G-", 1));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("REASON_REQUIRED");
            assertThat(jobs()).isEqualTo(before);
            String said = sent("register-records", invoices("G-", 1), "Mandate-Reason", "Moved");
            assertThat(done(said)).contains("\"changed\":1");
            // Whoever only lost the answer gets it.
            assertThat(sent("register-records", invoices("F-", 1), "Idempotency-Key", "f"))
                    .isEqualTo(job);
        } finally {
            demandReasons(false);
        }
    }

    private static void demandReasons(boolean demanded) {
        node.get(CommandGate.class)
                .execute(
                        CommandNode.request(Acme.MANDATE, null, "{}"),
                        List.of(Recorded.in(
                                Acme.ACME,
                                Kind.TENANT,
                                "tenant",
                                new TenantPolicyChanged(Policy.REASON_REQUIRED, "" + !demanded, "" + demanded))));
    }

    private static long jobs() {
        return node.get(JdbcClient.class)
                .sql("SELECT count(*) FROM mandate.job")
                .query(Long.class)
                .single();
    }

    @Test
    void an_empty_upload_is_refused() {
        assertThat(gil("POST", "/v1/jobs?kind=assign-users", "\n\n").body()).contains("FIELD_INVALID");
    }

    @Test
    void lines_are_not_taken_for_a_form() {
        String form = "application/x-www-form-urlencoded";
        HttpResponse<String> answer =
                gil("POST", "/v1/jobs?kind=register-records", invoices("F-", 1), "Content-Type", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        sent("register-records", invoices("F-", 1), "Content-Type", "application/x-ndjson");
    }

    @Test
    void who_may_none_of_it_sends_nothing_and_a_job_is_seen_by_its_sender_only() {
        HttpResponse<String> kims = node.send("as:kim", "POST", "/v1/jobs?kind=register-records", invoices("D-", 1));
        assertThat(kims.statusCode()).isEqualTo(403);
        assertThat(refusals("kim")).isEqualTo(1);
        String job = sent("register-records", invoices("D-", 1));
        assertThat(node.send("as:kim", "GET", job, "").body()).contains("JOB_NOT_FOUND");
        assertThat(node.send("as:kim", "GET", job + "/results", "").body()).contains("JOB_NOT_FOUND");
        assertThat(gil("GET", "/v1/jobs/other", "").statusCode()).isEqualTo(404);
    }

    /// Lea may suspend those she created; that is not everybody, and enough to send.
    @Test
    void who_may_some_of_it_sends_it_and_each_item_is_decided() {
        gil("POST", "/v1/profiles", """
                {"id":"leads","name":"Leads","changes":[
                 {"kind":"OverridePermission","node":"administration/users","actions":["view","create","suspend"]},
                 {"kind":"SetRecordScope","node":"administration/users","scope":{"kind":"CREATED_BY_ME"}}]}""");
        String person = "{\"id\":\"%1$s\",\"username\":\"%1$s\",\"role\":\"%2$s\"%3$s}";
        gil("POST", "/v1/users", person.formatted("lea", "CLERK", ",\"profile\":\"leads\",\"active\":true"));
        gil("POST", "/v1/users", person.formatted("not-hers", "CUSTOMER", ",\"attributes\":{\"account\":\"1\"}"));
        HttpResponse<String> created = node.send(
                "as:lea",
                "POST",
                "/v1/users",
                person.formatted("hers", "CUSTOMER", ",\"attributes\":{\"account\":\"1\"}"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

        HttpResponse<String> sent = node.send(
                "as:lea", "POST", "/v1/jobs?kind=suspend-users", "{\"user\":\"hers\"}\n{\"user\":\"not-hers\"}\n");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
        String job = sent.headers().firstValue("Location").orElseThrow();
        await().atMost(PATIENCE)
                .until(() -> node.send("as:lea", "GET", job, "").body().contains("\"state\":\"DONE\""));
        assertThat(node.send("as:lea", "GET", job + "/results", "").body().lines())
                .satisfiesExactly(
                        hers -> assertThat(hers).contains("\"status\":\"DONE\""),
                        other -> assertThat(other).contains("NOT_PERMITTED"));
        assertThat(node.send("as:lea", "POST", "/v1/jobs?kind=enable-users", "{\"user\":\"hers\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(node.send("as:lea", "POST", "/v1/jobs?kind=assign-users", "{\"user\":\"hers\",\"profile\":\"free\"}")
                        .statusCode())
                .isEqualTo(403);

        gil("PUT", "/v1/profiles/leads/permissions/administration/users", "{\"actions\":[\"view\",\"create\"]}");
        for (String read : List.of(job, job + "/results")) {
            HttpResponse<String> refused = node.send("as:lea", "GET", read, "");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body()).contains("NOT_PERMITTED");
        }
    }

    private static long refusals(String actor) {
        return node.get(AccessJournal.class).page(new TenantId("acme"), 0, 100).stream()
                .filter(row -> row.entry().what().equals("NOT_PERMITTED"))
                .filter(row -> row.entry().actor().id().value().equals(actor))
                .count();
    }

    @Test
    void where_a_request_came_from_and_why_is_not_kept_in_clear() {
        String job = sent("register-records", invoices("E-", 1), "Mandate-Reason", "Quarterly%20import");
        assertThat(kept(job)).doesNotContain("Quarterly", "127.0.0.1");
        done(job);
        // Its events have both, and may lose them.
        assertThat(kept(job)).isEqualTo("none, none");
    }

    /// The reason and where the request came from, sealed or gone.
    private static String kept(String job) {
        return node.get(JdbcClient.class)
                .sql("""
                     SELECT coalesce(encode(reason, 'escape'), 'none') || ', ' || coalesce(encode(ip, 'escape'), 'none')
                       FROM mandate.job WHERE job = ?""")
                .params(job.substring("/v1/jobs/".length()))
                .query(String.class)
                .single();
    }
}

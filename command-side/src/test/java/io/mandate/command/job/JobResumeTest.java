package io.mandate.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mandate.command.job.JobBatch.LostToAnotherException;
import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.ShopOnDisk;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A job is carried on where its last commit stands, whoever died, and no item is carried out twice.
class JobResumeTest {
    private static final String IDLE = "--mandate.jobs.enabled=false";
    private static final String SHORT_LEASE = "--mandate.jobs.lease=2s";

    @TempDir
    Path folder;

    private static String sent(HttpNode node, int items) {
        String lines = IntStream.rangeClosed(1, items)
                .mapToObj(i -> "{\"resource\":\"shop/invoices\",\"id\":\"" + i + "\"}")
                .collect(Collectors.joining("\n"));
        HttpResponse<String> answer = node.send("as:gil", "POST", "/v1/jobs?kind=register-records", lines);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static int done(HttpNode node) {
        return node.get(JdbcClient.class)
                .sql("SELECT done FROM mandate.job")
                .query(Integer.class)
                .single();
    }

    private static void eachWasRegisteredOnce(HttpNode node, int items) {
        long events = node.get(JdbcClient.class)
                .sql("SELECT count(*) FROM mandate.domain_event WHERE aggregate_id LIKE 'acme/record/%'")
                .query(Long.class)
                .single();
        assertThat(events).isEqualTo(items);
        // An item carried out twice would have found its record registered the second time.
        long unchanged = node.get(JdbcClient.class)
                .sql("SELECT count(*) FROM mandate.job_item WHERE status <> 'DONE'")
                .query(Long.class)
                .single();
        assertThat(unchanged).isZero();
    }

    @Test
    void a_node_killed_in_the_middle_is_followed_by_another() throws IOException, InterruptedException {
        int items = 6_000;
        String database = ShopOnDisk.newDatabase();
        try (HttpNode idle = HttpNode.on(database, folder, IDLE)) {
            ShopOnDisk.fill(idle);
            String job = sent(idle, items);
            Process process = process(database);
            try {
                await().atMost(Duration.ofSeconds(120)).until(() -> done(idle) > 0 || !process.isAlive());
            } finally {
                process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
            assertThat(done(idle)).isPositive().isLessThan(items);
            try (HttpNode next = HttpNode.on(database, folder, SHORT_LEASE)) {
                await().atMost(Duration.ofSeconds(120))
                        .until(() -> next.send("as:gil", "GET", job, "").body().contains("\"state\":\"DONE\""));
            }
            eachWasRegisteredOnce(idle, items);
        }
    }

    /// A node of its own, with the worker for jobs.
    private Process process(String database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx400m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HttpNode.class.getName(),
                        database,
                        folder.toString(),
                        SHORT_LEASE)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "process.log"))
                .start();
    }

    @Test
    void who_lost_the_job_meanwhile_changes_nothing() {
        try (HttpNode node = ShopOnDisk.open(folder, IDLE)) {
            sent(node, 300);
            JobStore jobs = node.get(JobStore.class);
            JobBatch batch = node.get(JobBatch.class);
            Job slow = jobs.claim("slow", Duration.ZERO).orElseThrow();
            Job quick = jobs.claim("quick", Duration.ofMinutes(1)).orElseThrow();
            assertThat(jobs.claim("third", Duration.ofMinutes(1))).isEmpty();
            batch.carryOut(quick, "quick");
            jobs.release(quick, "quick", null, "[]");
            assertThatThrownBy(() -> batch.carryOut(slow, "slow")).isInstanceOf(LostToAnotherException.class);
            assertThat(done(node)).isEqualTo(200);
            Job rest = jobs.claim("slow", Duration.ofMinutes(1)).orElseThrow();
            batch.carryOut(rest, "slow");
            jobs.release(rest, "slow", null, "[]");
            eachWasRegisteredOnce(node, 300);
            assertThat(jobs.claim("slow", Duration.ofMinutes(1))).isEmpty();
        }
    }

    @Test
    void a_sender_suspended_meanwhile_gets_no_further() {
        try (HttpNode node = ShopOnDisk.open(folder, IDLE)) {
            node.send("as:gil", "POST", "/v1/users", """
                    {"id":"zoe","username":"zoe","role":"ADMIN","active":true}""");
            HttpResponse<String> answer = node.send(
                    "as:zoe",
                    "POST",
                    "/v1/jobs?kind=register-records",
                    "{\"resource\":\"shop/invoices\",\"id\":\"1\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(node.send("as:gil", "PUT", "/v1/users/zoe/suspension", "")
                            .statusCode())
                    .isEqualTo(200);
            JobStore jobs = node.get(JobStore.class);
            Job job = jobs.claim("worker", Duration.ofMinutes(1)).orElseThrow();
            node.get(JobBatch.class).carryOut(job, "worker");
            jobs.release(job, "worker", null, "[]");
            assertThat(node.get(JdbcClient.class)
                            .sql("SELECT state || ' ' || rejected FROM mandate.job")
                            .query(String.class)
                            .single())
                    .isEqualTo("DONE 1");
        }
    }

    @Test
    void what_ended_long_ago_or_never_arrived_is_swept_away() {
        try (HttpNode node = ShopOnDisk.open(folder, IDLE)) {
            sent(node, 1);
            JobStore jobs = node.get(JobStore.class);
            assertThat(jobs.sweep(Duration.ZERO, Duration.ZERO)).isZero();
            Job job = jobs.claim("worker", Duration.ofMinutes(1)).orElseThrow();
            node.get(JobBatch.class).carryOut(job, "worker");
            jobs.release(job, "worker", null, "[]");
            assertThat(jobs.sweep(Duration.ofDays(1), Duration.ofDays(1))).isZero();
            assertThat(jobs.sweep(Duration.ZERO, Duration.ZERO)).isEqualTo(1);
        }
    }
}

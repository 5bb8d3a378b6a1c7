package io.mandate.command.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.ShopOnDisk;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class OpenJobsTest {
    private static final String LINE = "{\"resource\":\"shop/invoices\",\"id\":\"%s\"}";

    @Test
    void a_tenant_has_so_many_open_jobs_and_no_more_however_they_are_sent(@TempDir Path folder) throws Exception {
        try (HttpNode node =
                ShopOnDisk.open(folder, "--mandate.jobs.enabled=false", "--mandate.jobs.open-per-tenant=3")) {
            List<HttpResponse<String>> answers = together(12, i -> sent(node, String.valueOf(i)));

            assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(3);
            assertThat(answers).filteredOn(answer -> answer.statusCode() != 202).allSatisfy(answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
                assertThat(answer.body())
                        .contains("\"code\":\"TOO_MANY_JOBS\"", "\"limit\":3")
                        .contains("Wait until one of them is done");
            });
            JdbcClient database = node.get(JdbcClient.class);
            assertThat(database.sql("SELECT count(*) FROM mandate.job")
                            .query(Long.class)
                            .single())
                    .isEqualTo(3);

            database.sql("""
                            UPDATE mandate.job SET state = 'DONE', finished_at = clock_timestamp()
                            WHERE job = (SELECT min(job) FROM mandate.job)""").update();

            assertThat(sent(node, "next").statusCode()).isEqualTo(202);
            assertThat(sent(node, "over").statusCode()).isEqualTo(429);
        }
    }

    private static HttpResponse<String> sent(HttpNode node, String id) {
        return node.send("as:gil", "POST", "/v1/jobs?kind=register-records", LINE.formatted(id));
    }

    private static <T> List<T> together(int many, java.util.function.IntFunction<T> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = IntStream.range(0, many)
                    .mapToObj(i -> threads.submit(() -> request.apply(i)))
                    .toList();
            List<T> answers = new java.util.ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}

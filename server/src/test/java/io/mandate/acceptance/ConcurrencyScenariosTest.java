package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyScenariosTest {

    @Test
    void x_3_of_50_parallel_creates_of_one_name_exactly_one_wins() throws Exception {
        Tenant tenant = Tenant.of("commerce-classic");
        List<Answer> answers = together(IntStream.range(0, 50)
                .<Callable<Answer>>mapToObj(_ -> () -> tenant.admin().post("/v1/profiles", "{\"name\": \"Race\"}"))
                .toList());
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.refused(409, "PROFILE_NAME_TAKEN"));
        assertThat(tenant.admin()
                        .get("/v1/profiles?text=Race")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void x_4_the_same_idempotency_key_twice_is_one_event_and_the_same_answer() {
        Tenant tenant = Tenant.of("commerce-classic");
        Client retrying = tenant.admin().with("Idempotency-Key", "k-1");
        Answer first = retrying.post("/v1/profiles", "{\"name\": \"Once\"}").expect(201);
        Answer again = retrying.post("/v1/profiles", "{\"name\": \"Once\"}").expect(201);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.position()).isEqualTo(first.position());
        retrying.post("/v1/profiles", "{\"name\": \"Other\"}").refused(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void x_4_what_the_query_says_is_part_of_what_a_key_stands_for() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin()
                .post("/v1/profiles", "{\"id\": \"p\", \"name\": \"P\", \"roleType\": \"CSR\"}")
                .expect(201);
        Client retrying = tenant.admin().with("Idempotency-Key", "k-2");
        String scope = "/v1/profiles/p/scope/commerce/invoices";
        String mine = "{\"scope\": {\"kind\": \"CREATED_BY_ME\"}}";

        Answer set = retrying.put(scope + "?action=edit", mine).expect(200);
        assertThat(retrying.put(scope + "?action=edit", mine).expect(200).position())
                .isEqualTo(set.position());
        retrying.put(scope + "?action=view", mine).refused(422, "IDEMPOTENCY_KEY_REUSED");
        retrying.put(scope, mine).refused(422, "IDEMPOTENCY_KEY_REUSED");

        Answer cleared = retrying.delete(scope + "?action=edit").expect(200);
        assertThat(retrying.delete(scope + "?action=edit").expect(200).position())
                .isEqualTo(cleared.position());
        retrying.delete(scope + "?action=view").refused(422, "IDEMPOTENCY_KEY_REUSED");
    }

    private static List<Answer> together(List<Callable<Answer>> requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(requests.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = new ArrayList<>();
            for (Callable<Answer> request : requests) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return request.call();
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}

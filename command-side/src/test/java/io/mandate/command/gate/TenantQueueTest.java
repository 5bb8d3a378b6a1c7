package io.mandate.command.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.UnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantQueueTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    @AfterEach
    void end() {
        leave.countDown();
        threads.shutdownNow();
    }

    @Test
    void one_at_a_time_changes_a_tenant() throws Exception {
        TenantQueue queue = new TenantQueue(Duration.ofSeconds(30), 100);
        int[] count = {0};

        var all = IntStream.range(0, 50)
                .<Future<Integer>>mapToObj(i -> threads.submit(() -> queue.inTurn(ACME, () -> {
                    int seen = count[0];
                    Thread.yield();
                    count[0] = seen + 1;
                    return 0;
                })))
                .toList();
        for (Future<Integer> one : all) {
            one.get(30, TimeUnit.SECONDS);
        }

        assertThat(count[0]).isEqualTo(50);
    }

    @Test
    void who_waits_too_long_is_told_to_come_again() throws Exception {
        TenantQueue queue = new TenantQueue(Duration.ofMillis(20), 100);
        occupy(queue);

        assertThatThrownBy(() -> queue.inTurn(ACME, () -> 0)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void a_queue_that_is_full_takes_nobody() throws Exception {
        TenantQueue queue = new TenantQueue(Duration.ofMinutes(1), 1);
        occupy(queue);

        assertThatThrownBy(() -> queue.inTurn(ACME, () -> 0)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void another_tenant_does_not_wait() throws Exception {
        TenantQueue queue = new TenantQueue(Duration.ofMinutes(1), 100);
        occupy(queue);

        assertThat(queue.inTurn(OTHER, () -> "done")).isEqualTo("done");
    }

    private void occupy(TenantQueue queue) throws InterruptedException {
        threads.submit(() -> queue.inTurn(ACME, () -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    }
}

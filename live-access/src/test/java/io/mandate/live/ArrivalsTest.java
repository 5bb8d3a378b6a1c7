package io.mandate.live;

import static io.mandate.live.LiveNode.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Arrivals arrivals = new Arrivals();

    @Test
    void who_waits_is_woken_by_the_arrival() throws Exception {
        AtomicBoolean there = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(2); // asked before it waits, and again when it does
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<Boolean> waiter = pool.submit(() -> arrivals.await(
                    ACME,
                    () -> {
                        waiting.countDown();
                        return there.get();
                    },
                    LONG));
            waiting.await();
            there.set(true);
            arrivals.announce(ACME);

            assertThat(waiter.get()).isTrue();
        }
    }

    @Test
    void what_is_there_is_not_waited_for() {
        assertThat(arrivals.await(ACME, () -> true, Duration.ZERO)).isTrue();
    }

    @Test
    void an_announcement_of_something_else_is_no_arrival() {
        arrivals.announce(ACME);

        assertThat(arrivals.await(ACME, () -> false, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void who_is_interrupted_goes_without_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThat(arrivals.await(ACME, () -> false, LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}

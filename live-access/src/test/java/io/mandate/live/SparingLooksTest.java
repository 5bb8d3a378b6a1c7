package io.mandate.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SparingLooksTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final SparingLooks looks = new SparingLooks(Duration.ofHours(1));
    private final AtomicInteger looked = new AtomicInteger();

    @Test
    void who_comes_alone_has_a_look_and_a_second_one() {
        look();
        assertThat(looked).hasValue(1);
        look();
        assertThat(looked).hasValue(2);
    }

    @Test
    void there_are_few_looks_in_a_second_however_many_ask() {
        long begun = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            look();
        }
        long seconds = 1 + Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(looked.get()).isBetween(1, (int) (8 * (1 + seconds)));
    }

    @Test
    void few_wait_for_a_look_and_share_the_next_one() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger gone = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.startVirtualThread(() -> looks.look(
                () -> {
                    begun.countDown();
                    uninterrupted(goOn);
                    return looked.incrementAndGet();
                },
                SparingLooksTest::nothing)));
        begun.await();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                look();
                gone.incrementAndGet();
            }));
        }
        await().atMost(LONG).until(() -> gone.get() >= 13);

        goOn.countDown();
        for (Thread thread : threads) {
            assertThat(thread.join(LONG)).isTrue();
        }
        assertThat(looked.get()).isBetween(1, 2);
    }

    @Test
    void a_look_that_fails_is_over() {
        try {
            looks.look(
                    () -> {
                        throw new IllegalStateException("failed");
                    },
                    SparingLooksTest::nothing);
        } catch (IllegalStateException _) {
            looked.incrementAndGet();
        }
        look();
        assertThat(looked).hasValue(2);
    }

    @Test
    void what_a_look_found_takes_the_time_it_takes() {
        for (int i = 0; i < 2; i++) {
            looks.look(looked::incrementAndGet, _ -> {
                long end = System.nanoTime() + Duration.ofMillis(60).toNanos();
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            });
        }
        assertThat(looked).hasValue(2);
    }

    private void look() {
        looks.look(looked::incrementAndGet, SparingLooksTest::nothing);
    }

    private static void nothing(Object found) {}

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

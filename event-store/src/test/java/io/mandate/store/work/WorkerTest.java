package io.mandate.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final Worker worker = new Worker("test", () -> {
        done.add("round");
        return LONG;
    });

    @AfterEach
    void stop() {
        worker.stop(Duration.ofSeconds(20), true);
    }

    @Test
    void it_begins_with_a_round_and_does_another_when_it_is_woken() throws InterruptedException {
        worker.start();
        assertThat(next()).isEqualTo("round");
        worker.wake();
        assertThat(next()).isEqualTo("round");
        assertThat(worker.running()).isTrue();
    }

    @Test
    void what_comes_while_it_works_is_not_lost() throws InterruptedException {
        Semaphore goOn = new Semaphore(0);
        Worker busy = new Worker("busy", () -> {
            done.add("round");
            goOn.acquireUninterruptibly();
            return LONG;
        });
        busy.start();
        assertThat(next()).isEqualTo("round");
        busy.wake();
        goOn.release(2);
        assertThat(next()).isEqualTo("round");
        busy.stop(Duration.ofSeconds(20), false);
    }

    @Test
    void it_ends_while_it_rests_and_can_be_started_again() throws InterruptedException {
        worker.start();
        assertThat(next()).isEqualTo("round");
        worker.stop(LONG, false);
        assertThat(worker.running()).isFalse();
        worker.wake();
        worker.start();
        assertThat(next()).isEqualTo("round");
        assertThat(done).isEmpty();
    }

    @Test
    void a_round_that_waits_is_broken_off() throws InterruptedException {
        Worker waiting = new Worker("waiting", () -> {
            done.add("round");
            try {
                TimeUnit.MINUTES.sleep(10);
            } catch (InterruptedException _) {
                done.add("broken off");
            }
            return LONG;
        });
        waiting.start();
        assertThat(next()).isEqualTo("round");
        waiting.stop(Duration.ofSeconds(20), true);
        assertThat(next()).isEqualTo("broken off");
    }

    private String next() throws InterruptedException {
        return done.poll(20, TimeUnit.SECONDS);
    }
}

package io.mandate.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final Worker worker = new Worker("test", _ -> {
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
        Worker busy = new Worker("busy", _ -> {
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
        Worker waiting = new Worker("waiting", _ -> {
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

    @Test
    void a_round_that_fails_is_done_again() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        Worker failing = new Worker(
                "failing",
                _ -> {
                    switch (rounds.incrementAndGet()) {
                        case 1 -> throw new IllegalStateException("of the program");
                        case 2 -> throw new StackOverflowError("of the machine");
                        case 3 -> throw new SQLException("of the store");
                        default -> done.add("round");
                    }
                    return LONG;
                },
                new Retreat(Duration.ofMillis(1), Duration.ofMillis(1)));
        failing.start();
        assertThat(next()).isEqualTo("round");
        assertThat(failing.running()).isTrue();
        failing.stop(Duration.ofSeconds(20), true);
    }

    @Test
    void what_fails_is_left_alone_longer_each_time_up_to_a_bound() {
        Retreat retreat = new Retreat(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(IntStream.of(1, 2, 3, 4, 5, 1_000, Integer.MAX_VALUE).mapToObj(retreat::after))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L, 10L);
    }

    @Test
    void a_round_that_outlasts_the_end_is_not_overlapped_by_the_next_beginning() throws InterruptedException {
        Semaphore goOn = new Semaphore(0);
        AtomicInteger atWork = new AtomicInteger();
        Worker slow = new Worker("slow", _ -> {
            done.add("at work: " + atWork.incrementAndGet());
            goOn.acquireUninterruptibly();
            atWork.decrementAndGet();
            return LONG;
        });
        slow.start();
        assertThat(next()).isEqualTo("at work: 1");
        slow.stop(Duration.ZERO, true);
        slow.start();
        slow.start();
        // Whatever would begin beside the first has begun when this thread is in its way.
        Thread second = threads("slow").getLast();
        while (second.getState() == Thread.State.NEW || second.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(done).isEmpty();
        assertThat(threads("slow")).hasSize(2);
        goOn.release();
        assertThat(next()).isEqualTo("at work: 1");
        goOn.release();
        slow.stop(Duration.ofSeconds(20), true);
    }

    @Test
    void a_round_rests_and_ends_by_its_own_pause() throws InterruptedException {
        Semaphore goOn = new Semaphore(0);
        LinkedBlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
        Worker resting = new Worker("resting", pause -> {
            done.add("round");
            goOn.acquireUninterruptibly();
            pause.await();
            ended.add(pause.ended());
            return LONG;
        });
        resting.start();
        assertThat(next()).isEqualTo("round");
        resting.stop(Duration.ZERO, false);
        resting.start();
        goOn.release();
        assertThat(ended.poll(20, TimeUnit.SECONDS)).isTrue();
        assertThat(next()).isEqualTo("round");
        goOn.release();
        resting.wake();
        assertThat(ended.poll(20, TimeUnit.SECONDS)).isFalse();
        resting.stop(Duration.ofSeconds(20), false);
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .sorted(Comparator.comparing(Thread::threadId))
                .toList();
    }

    private String next() throws InterruptedException {
        return done.poll(20, TimeUnit.SECONDS);
    }
}

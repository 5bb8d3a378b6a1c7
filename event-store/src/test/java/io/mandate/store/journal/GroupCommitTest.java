package io.mandate.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<List<Integer>> written = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore gate = new Semaphore(0);
    private final GroupCommit<Integer> group = new GroupCommit<>(10, batch -> {
        gate.acquireUninterruptibly();
        if (batch.contains(13)) {
            throw new IllegalStateException("not written");
        }
        written.add(batch);
    });

    @Test
    void who_comes_while_another_writes_is_written_with_all_who_wait() {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.execute(() -> group.write(0));
            try {
                await().atMost(LONG).until(gate::hasQueuedThreads);
                for (int i = 1; i <= 9; i++) {
                    int value = i;
                    callers.execute(() -> group.write(value));
                }
                await().atMost(LONG).until(() -> group.waiting() == 9);
                assertThat(written).as("nobody came back before").isEmpty();
            } finally {
                gate.release(10);
            }
        }
        assertThat(written).hasSize(2);
        assertThat(written.getFirst()).containsExactly(0);
        assertThat(written.getLast()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void everybody_is_written_once_however_many_come() {
        gate.release(10_000);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 100; i < 2_100; i++) {
                int value = i;
                callers.execute(() -> group.write(value));
            }
        }
        assertThat(written.stream().flatMap(List::stream)).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(written).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void a_failure_is_for_those_of_its_transaction_only() {
        gate.release(2);
        assertThatThrownBy(() -> group.write(13)).hasMessage("not written");
        group.write(14);
        assertThat(written).containsExactly(List.of(14));
    }
}

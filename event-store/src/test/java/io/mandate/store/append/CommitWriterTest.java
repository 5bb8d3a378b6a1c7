package io.mandate.store.append;

import static io.mandate.store.Samples.GIL;
import static io.mandate.store.Samples.by;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.RecordedEvent;
import io.mandate.store.Commit;
import io.mandate.store.InNewTenant;
import io.mandate.store.Samples;
import io.mandate.store.follow.EventReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitWriterTest extends InNewTenant {
    @Test
    void the_events_of_a_commit_have_dense_positions_one_commit_and_one_time() {
        commit(node, tenant, rules(1));

        Commit commit = commit(node, tenant, rules(2), rules(3), rules(4));

        assertThat(commit.events()).extracting(RecordedEvent::seq).containsExactly(2L, 3L, 4L);
        assertThat(commit.events()).extracting(RecordedEvent::commitSeq).containsOnly(4L);
        assertThat(commit.events()).extracting(RecordedEvent::recordedAt).containsOnly(commit.recordedAt());
        assertThat(node.get(EventReader.class).commits(tenant, 1, 100)).containsExactly(commit);
    }

    @Test
    void time_rises_even_when_the_clock_stands_still() {
        node.owner()
                .sql("create or replace function mandate.event_time() returns timestamptz language sql volatile"
                        + " as 'select timestamptz ''2026-03-01 10:00Z'''")
                .update();
        try {
            Instant first = commit(node, tenant, rules(1)).recordedAt();
            Instant second = commit(node, tenant, rules(2)).recordedAt();

            assertThat(first).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(second).isEqualTo("2026-03-01T10:00:00.000001Z");
        } finally {
            node.owner()
                    .sql("create or replace function mandate.event_time() returns timestamptz language sql volatile"
                            + " as 'select clock_timestamp()'")
                    .update();
        }
    }

    @Test
    void commits_of_many_threads_leave_no_gap() throws InterruptedException {
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 20; i++) {
                        commit(node, tenant, rules(1), rules(2));
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }

        List<Commit> commits = node.get(EventReader.class).commits(tenant, 0, 1_000);
        assertThat(commits).hasSize(160);
        assertThat(commits.stream().flatMap(c -> c.events().stream()).map(RecordedEvent::seq))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 320).mapToObj(Long::valueOf).toList());
        assertThat(commits).extracting(Commit::recordedAt).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void nothing_is_left_of_a_commit_that_is_rolled_back() {
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    Samples.append(node, tenant, by(GIL), rules(1));
                    node.get(CommitWriter.class).flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(commit(node, tenant, rules(2)).firstSeq()).isEqualTo(1);
    }

    @Test
    void what_was_appended_after_a_mark_can_be_forgotten() {
        Commit commit = node.inTransaction(() -> {
            CommitBuffer buffer = node.get(CommitBuffer.class);
            Samples.append(node, tenant, by(GIL), rules(1));
            int mark = buffer.mark();
            Samples.append(node, tenant, by(GIL), rules(2), rules(3));
            buffer.rollbackTo(mark);
            Samples.append(node, tenant, by(GIL), rules(4));
            assertThat(buffer.events()).extracting(RecordedEvent::seq).containsExactly(1L, 2L);
            assertThat(buffer.events()).extracting(RecordedEvent::commitSeq).containsOnly(2L);
            return node.get(CommitWriter.class).flush().orElseThrow();
        });

        assertThat(commit.events()).extracting(RecordedEvent::event).containsExactly(rules(1), rules(4));
        assertThat(commit.events()).extracting(RecordedEvent::aggregateSequence).containsExactly(0L, 1L);
    }
}

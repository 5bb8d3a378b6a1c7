package io.mandate.store.follow;

import static io.mandate.store.Samples.GIL;
import static io.mandate.store.Samples.by;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.InNewTenant;
import io.mandate.store.Samples;
import io.mandate.store.append.CommitWriter;
import io.mandate.store.append.UnknownTenantException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeqAtTest extends InNewTenant {
    @Test
    void an_instant_means_the_last_commit_recorded_at_or_before_it() {
        List<Commit> commits = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            commits.add(
                    random.nextBoolean() ? commit(node, tenant, rules(1)) : commit(node, tenant, rules(1), rules(2)));
        }

        assertThat(seqAt(commits.getFirst().recordedAt().minus(1, ChronoUnit.MICROS)))
                .isZero();
        for (int i = 0; i < commits.size(); i++) {
            Instant at = commits.get(i).recordedAt();
            assertThat(seqAt(at)).isEqualTo(commits.get(i).lastSeq());
            assertThat(seqAt(at.plusNanos(999))).isEqualTo(commits.get(i).lastSeq());
            assertThat(seqAt(at.minusNanos(1)))
                    .isEqualTo(i == 0 ? 0 : commits.get(i - 1).lastSeq());
        }
    }

    @Test
    void an_instant_that_was_answered_stays_closed_even_if_the_clock_is_set_back() {
        commit(node, tenant, rules(1));
        Instant asked = now();
        assertThat(seqAt(asked)).isEqualTo(1);
        node.owner()
                .sql("create or replace function mandate.event_time() returns timestamptz language sql volatile"
                        + " as 'select clock_timestamp() - interval ''1 hour'''")
                .update();
        try {
            assertThat(commit(node, tenant, rules(2)).recordedAt()).isAfter(asked);
        } finally {
            node.owner()
                    .sql("create or replace function mandate.event_time() returns timestamptz language sql volatile"
                            + " as 'select clock_timestamp()'")
                    .update();
        }

        assertThat(seqAt(asked)).isEqualTo(1);
    }

    @Test
    void a_recent_instant_waits_for_whoever_is_about_to_commit() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Commit> writing = CompletableFuture.supplyAsync(
                () -> node.inTransaction(() -> {
                    Samples.append(node, tenant, by(GIL), rules(1));
                    Commit commit = node.get(CommitWriter.class).flush().orElseThrow();
                    written.countDown();
                    awaitLatch(mayCommit);
                    return commit;
                }),
                SeqAtTest::inAThread);
        assertThat(written.await(18, TimeUnit.SECONDS)).isTrue();
        Instant after = now();

        CompletableFuture<Long> asking = CompletableFuture.supplyAsync(() -> seqAt(after), SeqAtTest::inAThread);
        awaitWaitingForLock();
        assertThat(asking).isNotDone();
        mayCommit.countDown();

        assertThat(writing.get(18, TimeUnit.SECONDS).recordedAt()).isBefore(after);
        assertThat(asking.get(18, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void the_future_is_refused() {
        assertThatThrownBy(() -> seqAt(now().plusSeconds(5)))
                .isInstanceOf(InstantInFutureException.class)
                .hasMessageContaining("is in the future");
    }

    @Test
    void an_unknown_tenant_is_refused() {
        assertThatThrownBy(() -> node.get(EventReader.class).seqAt(new TenantId("nobody"), Instant.EPOCH))
                .isInstanceOf(UnknownTenantException.class);
    }

    private long seqAt(Instant instant) {
        return node.get(EventReader.class).seqAt(tenant, instant);
    }

    private static Instant now() {
        return node.sql()
                .sql("select mandate.event_time()")
                .query((row, _) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
    }

    private static void awaitWaitingForLock() {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(15))
                .until(() -> node.owner()
                                .sql("select count(*) from pg_locks where not granted")
                                .query(Long.class)
                                .single()
                        > 0);
    }

    private static void inAThread(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(18, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

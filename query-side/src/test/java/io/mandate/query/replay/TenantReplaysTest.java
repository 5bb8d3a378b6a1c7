package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.query.projection.Generation;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.query.testing.QueryNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tenants may have replayed for themselves, and what goes before it.
class TenantReplaysTest {
    private static final TenantId NORTH = new TenantId("north");
    private static final TenantId SOUTH = new TenantId("south");
    private static final Map<String, Object> SLOW = Map.of(
            "mandate.replay.events-per-second",
            "5",
            "mandate.replay.batch",
            "1",
            "mandate.replay.write-every",
            "100ms");

    @TempDir
    Path folder;

    @Test
    void what_an_operator_asks_for_goes_first() {
        try (QueryNode node = node(SLOW)) {
            ReplayFixture operator = busy(node);
            Replay own = ask(node, NORTH);
            await().atMost(ReplayFixture.PATIENCE).until(() -> operator.now(own).state() == ReplayState.BUILDING);
            operator.refused(RejectionCode.REPLAY_RUNNING, () -> ask(node, SOUTH));

            Replay first = operator.ask("profiles");

            operator.refused(RejectionCode.REPLAY_RUNNING, () -> ask(node, SOUTH));
            operator.refused(RejectionCode.REPLAY_RUNNING, () -> operator.ask("profiles"));
            operator.until(first, ReplayState.READY);
            assertThat(operator.now(own))
                    .extracting(Replay::state, Replay::failure)
                    .containsExactly(ReplayState.ABANDONED, "an operator asked for a replay");
            operator.until(operator.wish(first, Wish.ABANDON), ReplayState.ABANDONED);
            assertThat(ask(node, SOUTH).state().over()).isFalse();
        }
    }

    @Test
    void a_tenant_asks_for_so_many_in_a_day() {
        try (QueryNode node = node(Map.of("mandate.replay.tenant-per-day", "2"))) {
            ReplayFixture operator = busy(node);
            Replay oldest = ask(node, NORTH);
            operator.until(oldest, ReplayState.COMPARED);
            operator.until(ask(node, NORTH), ReplayState.COMPARED);

            operator.refused(RejectionCode.REPLAY_LIMIT, () -> ask(node, NORTH));

            operator.until(ask(node, SOUTH), ReplayState.COMPARED);
            operator.until(operator.wish(operator.ask(), Wish.ABANDON), ReplayState.ABANDONED);
            operator.refused(RejectionCode.REPLAY_LIMIT, () -> ask(node, NORTH));
            operator.sql()
                    .sql("UPDATE mandate.replay SET asked_at = asked_at - interval '24 hours' WHERE id = ?")
                    .param(oldest.id())
                    .update();
            operator.until(ask(node, NORTH), ReplayState.COMPARED);
            operator.refused(RejectionCode.REPLAY_LIMIT, () -> ask(node, NORTH));
        }
    }

    @Test
    void one_that_takes_too_long_ends_and_an_operators_does_not() {
        try (QueryNode node = node(Map.of("mandate.replay.tenant-longest", "1ms"))) {
            ReplayFixture operator = busy(node);

            Replay own = operator.until(ask(node, NORTH), ReplayState.FAILED);

            assertThat(own.failure()).isEqualTo("it was not compared within PT0.001S");
            operator.until(operator.ask("profiles"), ReplayState.READY);
        }
    }

    @Test
    void a_tenant_that_is_not_begun_counts_as_nothing_done() {
        try (QueryNode node = node(Map.of())) {
            ReplayFixture operator = busy(node);
            Replay made = operator.until(operator.ask(), ReplayState.READY);
            ReplayStore store = new ReplayStore(node.sql());

            ReplayProgress all = store.progress(List.of(made)).get(made.id());
            ReplayProgress none = store.progress(List.of(as(made, 9_999))).get(made.id());

            assertThat(all.done()).isEqualTo(all.total()).isPositive();
            assertThat(none.done()).isZero();
            assertThat(none.total()).isEqualTo(all.total());
        }
    }

    private QueryNode node(Map<String, Object> settings) {
        return QueryNode.with(settings, QueryNode.newDatabase().jdbcUrl(), folder);
    }

    private static ReplayFixture busy(QueryNode node) {
        ReplayFixture operator = ReplayFixture.of(node);
        operator.busy(NORTH);
        operator.busy(SOUTH);
        return operator;
    }

    /// An officer of that tenant asks for all models of it.
    private static Replay ask(QueryNode node, TenantId tenant) {
        Caller officer = new Caller(tenant, new Actor(Actor.Kind.USER, new UserId("officer")), null, Set.of(), false);
        return node.get(Replays.class)
                .ask(officer, ReplayFixture.FACTS, tenant, new ReplayRequest(null, null, null, null));
    }

    /// The same replay as if it made another generation.
    private static Replay as(Replay replay, int generation) {
        return new Replay(
                replay.id(),
                replay.tenant(),
                replay.models(),
                replay.pace(),
                replay.upTo(),
                replay.bounded(),
                replay.asker(),
                replay.askedAt(),
                replay.state(),
                replay.wish(),
                new Generation(generation),
                replay.indexed(),
                replay.copied(),
                replay.whole(),
                replay.eventsPerSecond(),
                replay.failure(),
                replay.comparedAt(),
                replay.listed(),
                replay.finishedAt());
    }
}

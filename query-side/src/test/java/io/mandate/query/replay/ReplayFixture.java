package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What an operator does to a node, and what is then in its database.
record ReplayFixture(QueryNode node) {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Caller OPERATOR = new Caller(
            Caller.SYSTEM_TENANT, new Actor(Actor.Kind.OPERATOR, new UserId("operator")), null, Set.of(), true);
    static final RequestFacts FACTS = new RequestFacts(
            "POST /v1/replays", "", PersonalText.of("127.0.0.1"), PersonalText.of("test"), "request", null, null, null);

    static ReplayFixture of(QueryNode node) {
        node.register(Caller.SYSTEM_TENANT); // whose journal notes what operators do
        return new ReplayFixture(node);
    }

    /// A tenant in which a few things have happened, and the leader has seen them.
    Commit busy(TenantId tenant) {
        node.register(tenant);
        node.commit(tenant, Shop.SUPERUSER, Shop.begins());
        for (int i = 0; i < 5; i++) {
            node.commit(
                    tenant,
                    Shop.SUPERUSER,
                    Shop.profile("p" + i, "Profile " + i, null),
                    Shop.permits("p" + i, "commerce/orders", "VIEW", "view"));
            node.commit(
                    tenant,
                    Shop.SUPERUSER,
                    Shop.person("u" + i, "Quetzalina", "Xylander", "AGENT", Shop.SUPERUSER),
                    Shop.assigned("u" + i, "p" + i));
        }
        Commit last = node.commit(tenant, Shop.SUPERUSER, Shop.profile("last", "Last", null));
        awaitModels(tenant, last);
        return last;
    }

    void awaitModels(TenantId tenant, Commit commit) {
        await().atMost(PATIENCE)
                .until(() -> node.as(tenant, Shop.SUPERUSER)
                                .get("/v1/profiles", node.position(commit))
                                .status()
                        == 200);
    }

    Replay ask(String... models) {
        return ask(new ReplayRequest(models.length == 0 ? null : List.of(models), null, null, "full"));
    }

    Replay ask(ReplayRequest request) {
        return replays().ask(OPERATOR, FACTS, null, request);
    }

    Replay wish(Replay replay, Wish wish) {
        return replays().wish(OPERATOR, FACTS, null, replay.id(), wish);
    }

    Replay now(Replay replay) {
        return replays().find(null, replay.id());
    }

    Replay until(Replay replay, ReplayState state) {
        await().atMost(PATIENCE).until(() -> {
            Replay found = now(replay);
            assertThat(found.state().over() && found.state() != state)
                    .as("%s: %s", found.state(), found.failure())
                    .isFalse();
            return found.state() == state && found.wish() == null;
        });
        return now(replay);
    }

    void refused(RejectionCode code, ThrowingCallable what) {
        RejectedException refusal = Assertions.catchThrowableOfType(RejectedException.class, what);
        assertThat(refusal).as("it should be refused").isNotNull();
        assertThat(refusal.rejection().code()).isEqualTo(code);
    }

    /// How many rows differ in all; -1 where some could not be compared.
    long differing(Replay replay) {
        return sql().sql("""
                        SELECT CASE WHEN bool_and(differing IS NOT NULL) THEN sum(differing) ELSE -1 END
                        FROM mandate.replay_comparison WHERE replay = ?""").param(replay.id()).query(Long.class).single();
    }

    List<String> comparedTables(Replay replay) {
        return sql().sql("SELECT DISTINCT table_name FROM mandate.replay_comparison WHERE replay = ? ORDER BY 1")
                .param(replay.id())
                .query(String.class)
                .list();
    }

    int generation() {
        return sql().sql("SELECT generation FROM mandate.query_pointer")
                .query(Integer.class)
                .single();
    }

    List<Integer> generations() {
        return sql().sql("SELECT number FROM mandate.query_generation ORDER BY 1")
                .query(Integer.class)
                .list();
    }

    long events() {
        return sql().sql("SELECT count(*) FROM mandate.domain_event")
                .query(Long.class)
                .single();
    }

    /// Every row of every table of a generation as canonical JSON.
    Map<String, List<String>> rows(int generation) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : sql().sql("SELECT tablename FROM pg_tables WHERE schemaname = ?")
                .param("query_g" + generation)
                .query(String.class)
                .list()) {
            rows.put(
                    table,
                    sql().sql("SELECT to_jsonb(t)::text FROM query_g" + generation + "." + table + " t ORDER BY 1")
                            .query(String.class)
                            .list());
        }
        return rows;
    }

    JdbcClient sql() {
        return node.sql();
    }

    private Replays replays() {
        return node.get(Replays.class);
    }
}

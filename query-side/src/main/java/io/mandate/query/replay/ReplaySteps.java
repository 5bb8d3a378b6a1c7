package io.mandate.query.replay;

import io.mandate.query.projection.Generation;
import io.mandate.query.replay.ReplayState.Wish;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the node that works on a replay notes of it, in the transaction that did it.
final class ReplaySteps {
    private final JdbcClient sql;

    ReplaySteps(JdbcClient sql) {
        this.sql = sql;
    }

    void begun(Replay replay, Generation generation) {
        sql.sql("UPDATE mandate.replay SET generation = ?, state = 'BUILDING' WHERE id = ?")
                .params(generation.number(), replay.id())
                .update();
    }

    void indexed(Replay replay) {
        sql.sql("UPDATE mandate.replay SET indexed = true WHERE id = ?")
                .param(replay.id())
                .update();
    }

    void copied(Replay replay) {
        sql.sql("UPDATE mandate.replay SET copied = true WHERE id = ?")
                .param(replay.id())
                .update();
    }

    void whole(Replay replay) {
        sql.sql("UPDATE mandate.replay SET whole = true WHERE id = ?")
                .param(replay.id())
                .update();
    }

    void unbounded(Replay replay) {
        sql.sql("UPDATE mandate.replay SET bounded = false WHERE id = ?")
                .param(replay.id())
                .update();
        new ReplayTargets(sql).forget(replay.id());
    }

    void compared(Replay replay, long listed) {
        sql.sql("UPDATE mandate.replay SET compared_at = clock_timestamp(), listed = ? WHERE id = ?")
                .params(listed, replay.id())
                .update();
    }

    /// Takes the next state.
    ///
    /// @param granted the wish that led there, which is forgotten; another one that came meanwhile stays
    void enter(Replay replay, ReplayState state, @Nullable Wish granted) {
        sql.sql("""
                        UPDATE mandate.replay SET state = ?, events_per_second = 0,
                          failure = CASE WHEN ? = 'ABANDONED' THEN failure END,
                          wish = CASE WHEN ? OR wish = ? THEN NULL ELSE wish END,
                          finished_at = CASE WHEN ? THEN clock_timestamp() END
                        WHERE id = ?""")
                .param(state.name())
                .param(state.name())
                .param(state.over())
                .param(granted == null ? null : granted.name())
                .param(state.over())
                .param(replay.id())
                .update();
    }

    void failed(Replay replay, String why) {
        enter(replay, ReplayState.FAILED, null);
        troubled(replay, why);
    }

    /// Notes why it does not get on at present.
    void troubled(Replay replay, String why) {
        sql.sql("UPDATE mandate.replay SET failure = ?, events_per_second = 0 WHERE id = ?")
                .params(why, replay.id())
                .update();
    }

    void rate(Replay replay, long perSecond) {
        sql.sql("UPDATE mandate.replay SET events_per_second = ?,"
                        + " failure = CASE WHEN wish IS NOT NULL THEN failure END WHERE id = ?")
                .params(perSecond, replay.id())
                .update();
    }
}

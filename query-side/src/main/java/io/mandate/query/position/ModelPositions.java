package io.mandate.query.position;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.Arrivals;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.GenerationLocks;
import io.mandate.query.projection.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which generation is read, how far it has come, and waiting for it to come further.
///
/// In the leader's process a waiter is woken by the commit it waits for. In another one it looks every 10
/// ms, and only while somebody waits.
@Component
public final class ModelPositions implements Progress {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Arrivals arrivals = new Arrivals();

    /// Where a tenant's models stand.
    ///
    /// @param generation the generation that is read
    /// @param seq the last commit that is in it, 0 before any
    /// @param parkedSeq the event that could not be taken in; null: none
    public record Standing(
            Generation generation, long seq, @Nullable Long parkedSeq) {}

    /// How it stands in the current transaction, during which its generation is not dropped; empty before there is any
    /// generation.
    Optional<Standing> read(JdbcClient sql, TenantId tenant) {
        return sql.sql("""
                        SELECT g.generation, coalesce(p.seq, 0), p.parked_seq, %s
                        FROM mandate.query_pointer g
                        LEFT JOIN mandate.projection_position p ON p.tenant = ? AND p.generation = g.generation
                        WHERE g.generation IS NOT NULL""".formatted(GenerationLocks.sharedRead("g.generation")))
                .param(tenant.value())
                .query((row, _) -> standing(row))
                .optional();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        if (!row.getBoolean(4)) {
            throw new UnavailableException("The read models are just being replaced; ask again.", Map.of());
        }
        return new Standing(new Generation(row.getInt(1)), row.getLong(2), row.getObject(3, Long.class));
    }

    /// Waits until it is so, at most so long; false if it was not in time.
    boolean await(TenantId tenant, BooleanSupplier arrived, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!arrivals.await(tenant, arrived, LOOK)) {
            if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void reached(Map<TenantId, Long> positions) {
        positions.keySet().forEach(arrivals::announce);
    }
}

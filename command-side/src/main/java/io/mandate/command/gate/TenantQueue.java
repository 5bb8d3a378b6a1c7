package io.mandate.command.gate;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes of one tenant are serial anyway, by a lock in the database. Waiting here instead of there keeps
/// connections free for other tenants and avoids the database's lock convoys (measured: 1,205 instead of
/// 2,116 changes a second). First come, first served, and nobody waits for ever.
final class TenantQueue {
    private final Map<TenantId, Turn> turns = new ConcurrentHashMap<>();
    private final Duration patience;
    private final int longest;

    /// @param patience how long one waits at most
    /// @param longest how many may wait for one tenant
    TenantQueue(Duration patience, int longest) {
        this.patience = patience;
        this.longest = longest;
    }

    /// Does the work when it is this tenant's turn; refused with [UnavailableException] if that takes too
    /// long.
    <T> T inTurn(TenantId tenant, Supplier<T> work) {
        Turn turn = turns.compute(tenant, (_, known) -> (known == null ? new Turn() : known).joined());
        try {
            if (turn.people.get() > longest || !turn.lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
            try {
                return work.get();
            } finally {
                turn.lock.unlock();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            turns.compute(tenant, (_, known) -> known == null ? null : known.left());
        }
    }

    private static UnavailableException busy() {
        return new UnavailableException("Too many changes of this tenant are waiting. Try again soon.", Map.of());
    }

    /// One tenant's queue; it is forgotten when nobody is in it.
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);
        private final AtomicInteger people = new AtomicInteger();

        Turn joined() {
            people.incrementAndGet();
            return this;
        }

        @Nullable
        Turn left() {
            return people.decrementAndGet() == 0 ? null : this;
        }
    }
}

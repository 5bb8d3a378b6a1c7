package io.mandate.live;

import io.mandate.events.values.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Lets readers wait for what they know to be coming, woken by its arrival and not by a clock.
public final class Arrivals {
    private final Map<TenantId, Room> rooms = new ConcurrentHashMap<>();

    /// Wakes whoever waits for something of this tenant.
    public void announce(TenantId tenant) {
        Room room = rooms.get(tenant);
        if (room != null) {
            room.announce();
        }
    }

    /// Waits until it is so, at most so long; false if it was not in time or the thread was interrupted.
    public boolean await(TenantId tenant, BooleanSupplier arrived, Duration atMost) {
        return arrived.getAsBoolean()
                || rooms.computeIfAbsent(tenant, _ -> new Room()).await(arrived, atMost);
    }

    private static final class Room {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();

        void announce() {
            lock.lock();
            try {
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }

        boolean await(BooleanSupplier arrived, Duration atMost) {
            long left = atMost.toNanos();
            lock.lock();
            try {
                // Whoever announces takes the lock first, so nothing arrives between the question and the wait.
                while (!arrived.getAsBoolean() && left > 0) {
                    left = news.awaitNanos(left);
                }
                return arrived.getAsBoolean();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }
}

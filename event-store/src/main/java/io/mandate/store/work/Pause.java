package io.mandate.store.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where a thread waits for news, for a time, or for its end. News that come while nobody waits are kept.
public final class Pause {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean news;
    private boolean ended;

    /// Waits for news, at most so long; none are pending afterwards.
    public void await(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!news && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            news = false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for news however long it takes.
    public void await() {
        await(TimeUnit.DAYS.toNanos(1));
    }

    /// Waits for that time, or for the end; news are kept.
    public void rest(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /// There is news.
    public void wake() {
        lock.lock();
        try {
            news = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// From now on nobody waits any more.
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether its end has come.
    public boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }
}

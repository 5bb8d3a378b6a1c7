package io.mandate.live;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Lets requests look at the store that anybody may make come, such as those with a token that nobody
/// knows: one look at a time, for all who asked before it began, few in a second and for a small part
/// of the time. Who comes when that is used up, or while many wait, goes without.
final class SparingLooks {
    private static final int IN_A_SECOND = 8;
    /// Looks may take a twentieth of the time. What they find is work that somebody has to do in any case: it is not
    /// counted.
    private static final int SHARE = 20;

    private static final int WAITING = 8;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST = 10 * SECOND;

    private final long longestWait;
    private final Semaphore waiting = new Semaphore(WAITING);
    private final ReentrantLock one = new ReentrantLock();
    private long began = System.nanoTime();
    private long since = began;
    private long spent;
    private int looks;

    /// @param longestWait how long a request waits for the look of another
    SparingLooks(Duration longestWait) {
        this.longestWait = longestWait.toNanos();
    }

    /// Sees to it that there was a look since it was called, if it may, and that what was found is taken.
    <T> void look(Supplier<T> look, Consumer<T> take) {
        long asked = System.nanoTime();
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            if (one.tryLock(longestWait, TimeUnit.NANOSECONDS)) {
                try {
                    lookSince(asked, look, take);
                } finally {
                    one.unlock();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }

    private <T> void lookSince(long asked, Supplier<T> look, Consumer<T> take) {
        boolean done = began - asked > 0;
        if (done || !allowed()) {
            return;
        }
        looks++;
        began = System.nanoTime();
        T found;
        try {
            found = look.get();
        } finally {
            spent += System.nanoTime() - began;
        }
        take.accept(found);
    }

    private boolean allowed() {
        long now = System.nanoTime();
        if (now - since >= Math.clamp(SHARE * spent, SECOND, LONGEST)) {
            since = now;
            spent = 0;
            looks = 0;
        }
        return looks < IN_A_SECOND && SHARE * spent < SECOND;
    }
}

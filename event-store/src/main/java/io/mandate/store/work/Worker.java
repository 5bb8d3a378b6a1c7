package io.mandate.store.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A thread that works in rounds, rests after each for as long as it says, and at once does the next when it is woken.
/// It can be started again after it was stopped.
public final class Worker {
    private final String name;
    private final Round round;
    private volatile @Nullable Going going;

    /// What is done in one round.
    public interface Round {
        /// Works, and answers how long nothing has to be done if nobody wakes it; zero: go on at once. It must not
        /// throw.
        Duration work();
    }

    private record Going(Thread thread, Pause pause) {}

    /// @param name of the thread
    public Worker(String name, Round round) {
        this.name = name;
        this.round = round;
    }

    /// Begins with a round.
    public void start() {
        Pause pause = new Pause();
        Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(pause));
        going = new Going(thread, pause);
        thread.start();
    }

    /// There is something to do.
    public void wake() {
        Going now = going;
        if (now != null) {
            now.pause().wake();
        }
    }

    /// Whether it was started and not stopped.
    public boolean running() {
        return going != null;
    }

    /// Rests inside of a round, until somebody wakes or stops it.
    public void rest(Duration atMost) {
        Going now = going;
        if (now != null) {
            now.pause().await(atMost.toNanos());
        }
    }

    /// Ends after the round at hand.
    ///
    /// @param patience how long this waits for it
    /// @param breakOff whether whatever the round waits for is interrupted
    public void stop(Duration patience, boolean breakOff) {
        Going now = going;
        going = null;
        if (now == null) {
            return;
        }
        now.pause().end();
        if (breakOff) {
            now.thread().interrupt();
        }
        try {
            now.thread().join(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Pause pause) {
        while (!pause.ended()) {
            Duration rest = round.work();
            if (rest.isPositive()) {
                pause.await(rest.toNanos());
            }
        }
    }
}

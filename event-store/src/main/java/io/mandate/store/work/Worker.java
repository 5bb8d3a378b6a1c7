package io.mandate.store.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that works in rounds, rests after each for as long as it says, and at once does the
/// next when it is woken. A round that fails is told and done again after a while. It can be
/// started again after it was stopped; rounds never overlap.
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final String name;
    private final Round round;
    private final Retreat retreat;
    private @Nullable Going last;
    private volatile @Nullable Going going;

    /// What is done in one round.
    public interface Round {
        /// Works, and answers how long nothing has to be done if nobody wakes it; zero: go on at once.
        ///
        /// @param pause where this round rests in between, woken and ended as the worker is
        /// @throws Exception whatever goes wrong: it is logged, and the round is done again
        Duration work(Pause pause) throws Exception;
    }

    private record Going(Thread thread, Pause pause) {}

    /// @param name of the thread
    public Worker(String name, Round round) {
        this(name, round, Retreat.DEFAULT);
    }

    Worker(String name, Round round, Retreat retreat) {
        this.name = name;
        this.round = round;
        this.retreat = retreat;
    }

    /// Begins with a round; where one of before is still at work, as soon as that has ended.
    /// Nothing happens if it runs already.
    public synchronized void start() {
        if (running()) {
            return;
        }
        Pause pause = new Pause();
        Thread before = last == null ? null : last.thread();
        Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(before, pause));
        last = new Going(thread, pause);
        going = last;
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
        Going now = going;
        return now != null && !now.pause().ended();
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

    private void run(@Nullable Thread before, Pause pause) {
        try {
            if (before != null) {
                before.join();
            }
        } catch (InterruptedException _) {
            pause.end();
        }
        int failures = 0;
        while (!pause.ended()) {
            try {
                Duration rest = round.work(pause);
                failures = 0;
                if (rest.isPositive()) {
                    pause.await(rest.toNanos());
                }
            } catch (Throwable e) {
                // Errors too: a thread that ends without a word leaves its work undone until the process ends.
                tell(e, pause);
                pause.rest(retreat.after(++failures).toNanos());
            }
        }
    }

    /// Names the kind and the place of a failure, and not its message, which may quote rows.
    private void tell(Throwable failure, Pause pause) {
        if (!pause.ended()) {
            StackTraceElement[] frames = failure.getStackTrace();
            LOG.warn(
                    "The thread {} does not get on at present, and tries again: {} at {}",
                    name,
                    failure.getClass().getName(),
                    frames.length == 0 ? "an unknown place" : frames[0]);
        }
        LOG.debug("Why the thread {} does not get on", name, failure);
    }
}

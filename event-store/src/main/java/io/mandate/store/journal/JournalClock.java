package io.mandate.store.journal;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the journal's upkeep every 5 s, from its first use on.
final class JournalClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalClock.class);
    private static final long EVERY_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mandate-journal").factory());
    private final AtomicBoolean started = new AtomicBoolean();
    private final Runnable upkeep;

    JournalClock(Runnable upkeep) {
        this.upkeep = upkeep;
    }

    void start() {
        if (started.compareAndSet(false, true)) {
            ScheduledFuture<?> _ =
                    thread.scheduleWithFixedDelay(this::run, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// Runs it once more, as soon as that can be.
    void now() {
        try {
            thread.execute(this::run);
        } catch (RejectedExecutionException _) {
            // The process ends, and what waits is written by whoever ends it.
        }
    }

    private void run() {
        try {
            upkeep.run();
        } catch (RuntimeException e) {
            // The database is away; what is not written yet is kept and comes with the next round.
            LOG.warn("The upkeep of the journal failed and is tried again: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

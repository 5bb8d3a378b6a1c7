package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.CommitListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the Follower delivers, waiting to be written in one batch with what comes beside it. It holds a
/// bounded number of deliveries: a slow writer slows the Follower down and fills no memory.
final class Inbox implements CommitListener {
    /// Many small transactions cost more than the events in them. Whoever waits for what he wrote waits
    /// that much longer at most, and only while others write as well.
    private static final long GATHER = TimeUnit.MILLISECONDS.toNanos(20);

    private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(64);
    private volatile boolean closed;

    /// What was delivered: commits, or a failure to read the next one.
    record Delivery(
            TenantId tenant,
            List<Commit> commits,
            long afterSeq,
            @Nullable RuntimeException failure) {}

    @Override
    public void onCommits(TenantId tenant, List<Commit> commits) {
        put(new Delivery(tenant, commits, 0, null));
    }

    @Override
    public long gatherNanos() {
        return GATHER;
    }

    @Override
    public void onFailure(TenantId tenant, long afterSeq, RuntimeException failure) {
        put(new Delivery(tenant, List.of(), afterSeq, failure));
    }

    /// What has been delivered, as soon as there is anything, at most about so many events; empty after
    /// that time.
    List<Delivery> take(int events, long millis) throws InterruptedException {
        List<Delivery> taken = new ArrayList<>();
        Delivery next = waiting.poll(millis, TimeUnit.MILLISECONDS);
        for (int gathered = 0; next != null; next = gathered < events ? waiting.poll() : null) {
            taken.add(next);
            gathered += next.commits().stream()
                    .mapToInt(commit -> commit.events().size())
                    .sum();
        }
        return taken;
    }

    /// Drops what still comes, so that the Follower's thread is not held. Nothing is lost by that: whoever writes next
    /// begins where the tables stand.
    void close() {
        closed = true;
        waiting.clear();
    }

    private void put(Delivery delivery) {
        try {
            while (!closed) {
                if (waiting.offer(delivery, 100, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while handing over commits", e);
        }
    }
}

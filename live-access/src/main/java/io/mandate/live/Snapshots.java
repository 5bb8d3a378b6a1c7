package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the index to its file now and then, and takes it from there at a start, so that only what came since is
/// folded.
/// Whatever is wrong with the file, the start goes on without it: everything in it is also in the store.
final class Snapshots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    /// So many new events are written without waiting for the time.
    private static final long MANY_EVENTS = 250_000;

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(60);

    private final IndexFile file;
    private final AccessIndex index;
    private final long every;
    private final BiPredicate<AccessIndex, TenantId> enough;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-snapshot").factory());
    private long writtenEvents;
    private long writtenAt = System.nanoTime();

    /// @param every how long something new waits at most to be written
    /// @param enough whether an index that was read has as much of a tenant's past as it must
    Snapshots(IndexFile file, AccessIndex index, Duration every, BiPredicate<AccessIndex, TenantId> enough) {
        this.file = file;
        this.index = index;
        this.every = every.toNanos();
        this.enough = enough;
    }

    /// Fills the index with what the file has, if all of it is a part of what the store has.
    ///
    /// @param heads how far each tenant is in the store
    void restore(Map<TenantId, Long> heads, EventReader reader) {
        try {
            file.removeDrafts();
            Optional<AccessIndex> read = file.read();
            if (read.isPresent()) {
                AccessIndex stored = read.get();
                for (TenantId tenant : stored.tenants()) {
                    requirePartOf(stored, tenant, heads, reader);
                }
                for (TenantId tenant : stored.tenants()) {
                    if (enough.test(stored, tenant)) {
                        index.adopt(stored, tenant);
                    } else {
                        LOG.info("Tenant {} is folded from the store: {} has less of its past", tenant, file.path());
                    }
                }
                writtenEvents = events();
                LOG.info("Took {} events of the index from {}", writtenEvents, file.path());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The index is folded from the store, without {}: {}", file.path(), e.getMessage());
        }
    }

    /// That the last commit of the file is there in the store with the same time proves that both tell one history: an
    /// older copy of the store put back by hand may have gone on differently.
    private static void requirePartOf(
            AccessIndex stored, TenantId tenant, Map<TenantId, Long> heads, EventReader reader) throws IOException {
        long head = stored.head(tenant);
        if (head == 0) {
            return;
        }
        if (head > heads.getOrDefault(tenant, 0L)) {
            throw new IOException("it is ahead of the store");
        }
        Optional<RecordedEvent> last = reader.event(tenant, head, Personal.SEALED);
        boolean same = last.isPresent()
                && last.get().endsCommit()
                && last.get().recordedAt().equals(stored.versions(tenant).recordedAt(head));
        if (!same) {
            throw new IOException("it tells another history than the store");
        }
    }

    /// Begins to write now and then.
    void start() {
        Future<?> _ =
                clock.scheduleWithFixedDelay(this::writeIfDue, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void writeIfDue() {
        long fresh = events() - writtenEvents;
        if (fresh >= MANY_EVENTS || (fresh > 0 && System.nanoTime() - writtenAt >= every)) {
            write();
        }
    }

    private synchronized void write() {
        long events = events();
        if (events == writtenEvents) {
            return;
        }
        writtenAt = System.nanoTime();
        try {
            file.write(index);
            writtenEvents = events;
        } catch (IOException | RuntimeException e) {
            LOG.warn("The index could not be written to {}: {}", file.path(), e.toString());
        }
    }

    private long events() {
        return index.tenants().stream().mapToLong(index::head).sum();
    }

    /// Writes what is new, and stops.
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        write();
    }
}

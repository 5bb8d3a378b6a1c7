package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import io.mandate.store.journal.SpoolFile.Contents;
import io.mandate.store.journal.SpoolFile.Entry;
import io.mandate.store.journal.SpoolFile.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entries of the journal that were answered for and are on their way into the chain, in files of this process that
/// outlive it. Two files take turns: one collects what comes while the batch in the other is written into the chain.
final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String ENDING = ".spool";
    /// So many may wait in one file, some hundred bytes each.
    private static final int MOST = 10_000;
    /// A batch that takes longer does not get on: nothing more is taken.
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    private final UUID id = UUID.randomUUID();
    private final String store;
    private SpoolFile collecting;
    private SpoolFile resting;
    private List<Entry> entries = new ArrayList<>();
    private long number;
    private long takenAt;
    private boolean taken;

    /// What is written into the chain together.
    ///
    /// @param left the file, where another process left it
    record Batch(
            Origin origin,
            Map<TenantId, List<byte[]>> entries,
            @Nullable Path left) {
        private static Batch of(Origin origin, List<Entry> entries, @Nullable Path left) {
            Map<TenantId, List<byte[]>> byTenant = new LinkedHashMap<>();
            entries.forEach(entry -> byTenant.computeIfAbsent(entry.tenant(), _ -> new ArrayList<>())
                    .add(entry.bytes()));
            return new Batch(origin, byTenant, left);
        }
    }

    /// @param folder of this process alone
    /// @param store whose journal it is
    Spool(Path folder, String store) {
        this.store = store;
        try {
            Files.createDirectories(folder);
            collecting = SpoolFile.create(folder.resolve(id + "-1" + ENDING));
            resting = SpoolFile.create(folder.resolve(id + "-2" + ENDING));
        } catch (IOException e) {
            throw new UncheckedIOException("notes for the journal cannot be kept in " + folder, e);
        }
    }

    UUID id() {
        return id;
    }

    /// Keeps an entry; false where that is not possible now.
    synchronized boolean add(TenantId tenant, byte[] bytes) {
        if (entries.size() >= MOST || (taken && System.nanoTime() - takenAt > LONGEST)) {
            return false;
        }
        Entry entry = new Entry(tenant, bytes);
        try {
            if (entries.isEmpty()) {
                collecting.clear();
                collecting.begin(new Origin(id, ++number, store));
            }
            collecting.add(entry);
        } catch (IOException e) {
            LOG.warn(
                    "A note for the journal cannot be kept in a file and waits for the database instead: {}",
                    reason(e));
            return false;
        }
        entries.add(entry);
        return true;
    }

    /// What has come in, unless nothing did; the one before must be [#done].
    synchronized Optional<Batch> take() {
        if (taken) {
            throw new IllegalStateException("one batch is on its way already");
        }
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Batch batch = Batch.of(new Origin(id, number, store), entries, null);
        SpoolFile full = collecting;
        collecting = resting;
        resting = full;
        entries = new ArrayList<>();
        taken = true;
        takenAt = System.nanoTime();
        return Optional.of(batch);
    }

    /// The batch that was taken is in the chain.
    synchronized void done() {
        taken = false;
        try {
            resting.clear();
        } catch (IOException e) {
            // It is known to be in the chain, so that it will not come twice.
            LOG.warn("A file of notes for the journal cannot be emptied: {}", reason(e));
        }
    }

    /// How many entries wait to be taken.
    synchronized int waiting() {
        return entries.size();
    }

    /// Leaves nothing behind; what is in it is lost.
    synchronized void delete() {
        try {
            collecting.delete();
            resting.delete();
        } catch (IOException e) {
            LOG.warn("A file of notes for the journal cannot be removed: {}", reason(e));
        }
    }

    /// What processes left here that were killed, in the order in which it came.
    static List<Batch> left(Path folder, String store) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Batch> left = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                if (SpoolFile.held(file)) {
                    continue;
                }
                batchIn(file, store).ifPresent(left::add);
            }
            left.sort(Comparator.comparingLong(batch -> batch.origin().number()));
            return left;
        } catch (IOException e) {
            throw new UncheckedIOException("notes for the journal cannot be read in " + folder, e);
        }
    }

    private static Optional<Batch> batchIn(Path file, String store) throws IOException {
        List<Contents> contents = SpoolFile.read(file);
        if (contents.isEmpty()) {
            Files.delete(file);
            return Optional.empty();
        }
        Origin origin = contents.getFirst().origin();
        if (!origin.store().equals(store)) {
            LOG.warn("{} has notes for the journal of another store, {}, and is left alone", file, origin.store());
            return Optional.empty();
        }
        return Optional.of(Batch.of(origin, contents.getFirst().entries(), file));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

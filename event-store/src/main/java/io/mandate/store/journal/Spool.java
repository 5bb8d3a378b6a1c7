package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import io.mandate.store.journal.SpoolFile.Contents;
import io.mandate.store.journal.SpoolFile.Entry;
import io.mandate.store.journal.SpoolFile.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entries of the journal that were answered for and are on their way into the chain, in files of this process that
/// outlive it. One file collects what comes while batches in others are written into the chain.
final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String ENDING = ".spool";
    /// So many may be on their way, some hundred bytes each.
    private static final int MOST = 10_000;

    private final UUID id = UUID.randomUUID();
    private final Path folder;
    private final String store;
    private final Deque<SpoolFile> spare = new ArrayDeque<>();
    private final Set<TenantId> held = new HashSet<>();
    private SpoolFile collecting;
    private List<Entry> entries = new ArrayList<>();
    private long number;
    private int files;
    private int taken;

    /// What is written into the chain together.
    ///
    /// @param entries what is not in the chain yet
    /// @param size how many entries there were
    /// @param letGo what becomes of its file when all is in the chain
    record Batch(Origin origin, Map<TenantId, List<byte[]>> entries, int size, Runnable letGo) {
        private static Batch of(Origin origin, List<Entry> entries, Runnable letGo) {
            Map<TenantId, List<byte[]>> byTenant = new LinkedHashMap<>();
            entries.forEach(entry -> byTenant.computeIfAbsent(entry.tenant(), _ -> new ArrayList<>())
                    .add(entry.bytes()));
            return new Batch(origin, byTenant, entries.size(), letGo);
        }
    }

    /// @param folder of this process alone
    /// @param store whose journal it is
    Spool(Path folder, String store) {
        this.folder = folder;
        this.store = store;
        try {
            Files.createDirectories(folder);
            collecting = another();
            spare.add(another());
        } catch (IOException e) {
            throw new UncheckedIOException("notes for the journal cannot be kept in " + folder, e);
        }
    }

    UUID id() {
        return id;
    }

    /// Keeps an entry; false where that is not possible now.
    synchronized boolean add(TenantId tenant, byte[] bytes) {
        if (entries.size() + taken >= MOST || held.contains(tenant)) {
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
            LOG.warn("A note for the journal cannot be kept in a file and waits for the database: {}", reason(e));
            return false;
        }
        entries.add(entry);
        return true;
    }

    /// What has come in, unless nothing did.
    synchronized Optional<Batch> take() {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        SpoolFile next = spare.isEmpty() ? unchecked(this::another) : spare.remove();
        SpoolFile file = collecting;
        int size = entries.size();
        Batch batch = Batch.of(new Origin(id, number, store), entries, () -> done(file, size));
        collecting = next;
        entries = new ArrayList<>();
        taken += size;
        return Optional.of(batch);
    }

    /// What was taken in a file is in the chain.
    private synchronized void done(SpoolFile file, int size) {
        taken -= size;
        try {
            file.clear();
            spare.add(file);
        } catch (IOException e) {
            // It is known to be in the chain, so that it will not come twice.
            LOG.warn("A file of notes for the journal cannot be emptied: {}", reason(e));
        }
    }

    /// From now on nothing more is kept for these tenants, whose journal does not take what there is.
    synchronized void holdBack(Set<TenantId> tenants) {
        held.clear();
        held.addAll(tenants);
    }

    synchronized boolean heldBack(TenantId tenant) {
        return held.contains(tenant);
    }

    /// How many entries are on their way.
    synchronized int waiting() {
        return entries.size() + taken;
    }

    /// Leaves nothing behind, unless something came in since it was emptied: that is for the next start.
    synchronized void delete() {
        if (waiting() > 0) {
            return;
        }
        spare.add(collecting);
        for (SpoolFile file : spare) {
            try {
                file.delete();
            } catch (IOException e) {
                LOG.warn("A file of notes for the journal cannot be removed: {}", reason(e));
            }
        }
        spare.clear();
    }

    private SpoolFile another() throws IOException {
        return SpoolFile.create(folder.resolve(id + "-" + ++files + ENDING));
    }

    private interface Making {
        SpoolFile make() throws IOException;
    }

    private static SpoolFile unchecked(Making making) {
        try {
            return making.make();
        } catch (IOException e) {
            throw new UncheckedIOException("no further file for notes can be made", e);
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
        if (contents.isEmpty() && Files.size(file) == 0) {
            Files.delete(file);
            return Optional.empty();
        }
        if (contents.isEmpty()) {
            // One that ends within its first entry was not answered for; but it may be a broken disk.
            Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
            Files.move(file, aside);
            LOG.warn("No note for the journal can be read in {}", aside);
            return Optional.empty();
        }
        Origin origin = contents.getFirst().origin();
        if (!origin.store().equals(store)) {
            LOG.warn("{} has notes for the journal of another store, {}, and is left alone", file, origin.store());
            return Optional.empty();
        }
        return Optional.of(Batch.of(origin, contents.getFirst().entries(), () -> delete(file)));
    }

    private static void delete(Path left) {
        try {
            Files.deleteIfExists(left);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of notes for the journal cannot be removed", e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

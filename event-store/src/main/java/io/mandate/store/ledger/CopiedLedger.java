package io.mandate.store.ledger;

import io.mandate.events.values.TenantId;
import io.mandate.store.ledger.LedgerLine.Intended;
import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// What the erasure ledger of a store says, for another store that takes its tenants in. It is read
/// as a whole, and nothing is written to it.
public final class CopiedLedger {
    private final Path folder;
    private final List<LedgerFile> files;
    private final Map<TenantId, List<Erasure>> erasures = new HashMap<>();

    private CopiedLedger(Path folder, List<LedgerFile> files) {
        this.folder = folder;
        this.files = files;
        Map<UUID, Boolean> ends = PendingErasures.ends(files);
        files.forEach(file -> file.entries().forEach(entry -> {
            if (entry.line() instanceof Intended line && ends.getOrDefault(line.commit(), true)) {
                erasures.computeIfAbsent(line.erasure().key().tenant(), _ -> new ArrayList<>())
                        .add(line.erasure());
            }
        }));
    }

    /// Reads a copy of a ledger. Refused with [StartupRefusedException] where there is none, or it is
    /// broken or cut off.
    public static CopiedLedger read(Path folder) {
        List<LedgerFile> files = new LedgerFolder(folder).copies();
        if (files.isEmpty()) {
            throw new StartupRefusedException("There is no erasure ledger in " + folder
                    + ": name the folder \"erasures\" of the store that was exported, or a copy of it.");
        }
        return new CopiedLedger(folder, files);
    }

    /// The ledger in the folder of a store, which may be appended to at this moment; empty where there
    /// is none of that lineage.
    public static Optional<CopiedLedger> of(String lineage, Path folder) {
        List<LedgerFile> files = new LedgerFolder(folder).read(Map.of());
        boolean theirs = !files.isEmpty()
                && files.stream().allMatch(file -> file.begun().lineage().equals(lineage));
        return theirs ? Optional.of(new CopiedLedger(folder, files)) : Optional.empty();
    }

    /// Refuses with [StartupRefusedException] unless it is the ledger of that lineage, and at least as new
    /// as a store that knew that much of it.
    ///
    /// @param known for the ids of files up to which byte
    public void require(String lineage, Map<String, Long> known) {
        if (files.stream().anyMatch(file -> !file.begun().lineage().equals(lineage))) {
            throw new StartupRefusedException("The erasure ledger in " + folder
                    + " is that of another store: name that of the store that was exported.");
        }
        Map<String, Long> ends = new HashMap<>();
        files.forEach(file -> ends.put(file.begun().ledger(), file.end()));
        Set<String> missing = new TreeSet<>(known.keySet());
        missing.removeAll(ends.keySet());
        if (!missing.isEmpty()) {
            throw new StartupRefusedException("Files of the erasure ledger are missing in " + folder + " ("
                    + String.join(", ", missing) + "), which the export knows of: copy the whole folder.");
        }
        for (LedgerFile file : files) {
            if (file.end() < known.getOrDefault(file.begun().ledger(), 0L)) {
                throw new StartupRefusedException(
                        "The erasure ledger " + file.path() + " is older than the export: name its newest copy.");
            }
        }
    }

    /// The ids of its files.
    public SortedSet<String> ledgers() {
        return files.stream().map(file -> file.begun().ledger()).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether it lies in that folder.
    public boolean isIn(Path other) {
        return folder.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    Path folder() {
        return folder;
    }

    List<LedgerFile> files() {
        return files;
    }

    /// The keys of a tenant that are destroyed. One of which nobody noted whether its commit succeeded is
    /// among them, as after a restore: it was wished that nobody reads what it opens.
    List<Erasure> of(TenantId tenant) {
        return erasures.getOrDefault(tenant, List.of());
    }
}

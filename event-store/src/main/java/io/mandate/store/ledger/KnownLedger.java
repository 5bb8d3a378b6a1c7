package io.mandate.store.ledger;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a database knows of its ledger.
final class KnownLedger {
    private final JdbcClient database;
    private final String lineage;
    private final boolean restored;
    private final Map<String, Long> taken;

    private KnownLedger(JdbcClient database, String lineage, boolean restored, Map<String, Long> taken) {
        this.database = database;
        this.lineage = lineage;
        this.restored = restored;
        this.taken = taken;
    }

    static KnownLedger of(JdbcClient database) {
        Map<String, Long> taken = new TreeMap<>();
        database.sql("select ledger, taken from mandate.erasure_ledger").query((java.sql.ResultSet row) -> {
            taken.put(row.getString(1), row.getLong(2));
        });
        return database.sql("select lineage, erasures_applied from mandate.store_identity")
                .query((row, _) -> new KnownLedger(database, row.getString(1), !row.getBoolean(2), taken))
                .single();
    }

    /// Whose ledger it is.
    String lineage() {
        return lineage;
    }

    /// Whether the database itself shows that it was restored since the ledger was last applied.
    boolean restored() {
        return restored;
    }

    /// Up to which byte each file is taken into account.
    Map<String, Long> taken() {
        return Map.copyOf(taken);
    }

    /// Whether nothing is new in the ledger.
    boolean hasAll(List<LedgerFile> files) {
        return !restored
                && files.stream()
                        .allMatch(file ->
                                file.end() == taken.getOrDefault(file.begun().ledger(), 0L));
    }

    /// The files of the folder: those that this database knows, and those that were begun since.
    /// Where there is none at all, the first is begun here.
    List<LedgerFile> checked(LedgerFolder folder, LedgerSettings settings) {
        List<LedgerFile> files = folder.read(taken);
        Set<String> strange = files.stream()
                .map(file -> file.begun().lineage())
                .filter(other -> !other.equals(lineage))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!strange.isEmpty()) {
            return adopt(folder, strange, settings.adopted());
        }
        Set<String> missing = new TreeSet<>(taken.keySet());
        files.forEach(file -> missing.remove(file.begun().ledger()));
        if (!missing.isEmpty() && !settings.lost()) {
            throw new StartupRefusedException(
                    "Files of the erasure ledger are missing in " + folder.path() + " ("
                            + String.join(", ", missing)
                            + "): put them back, or share one folder between all command nodes with"
                            + " mandate.erasures.folder. If they are lost for good, start once with --mandate.erasures.lost=true.");
        }
        files.forEach(this::refuseOlder);
        if (files.isEmpty() || !missing.isEmpty()) {
            begin(folder);
            missing.forEach(this::forget);
            return folder.read(taken);
        }
        return files;
    }

    private List<LedgerFile> adopt(LedgerFolder folder, Set<String> strange, boolean adopted) {
        if (!adopted || !taken.isEmpty() || strange.size() > 1) {
            throw new StartupRefusedException("The erasure ledger in " + folder.path()
                    + " is that of another store: name another folder with mandate.erasures.folder. If this store was"
                    + " restored from a backup that is older than its ledger, start once with"
                    + " --mandate.erasures.adopt=true.");
        }
        String other = strange.iterator().next();
        database.sql("update mandate.store_identity set lineage = ?")
                .param(other)
                .update();
        return folder.read(taken);
    }

    private void refuseOlder(LedgerFile file) {
        if (file.end() < taken.getOrDefault(file.begun().ledger(), 0L)) {
            throw new StartupRefusedException("The erasure ledger " + file.path()
                    + " is shorter than it was: an older copy of it was put back. Put the newest one back.");
        }
    }

    /// Begins a file with every key that is destroyed in this database.
    private void begin(LedgerFolder folder) {
        try (LedgerWriter writer = folder.create(lineage, file -> new FirstLines(database, file).write())) {
            taken.put(writer.ledger(), writer.size());
            take(writer.ledger(), writer.size());
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The erasure ledger cannot be begun in " + folder.path()
                            + ": make it writable or set mandate.erasures.folder to another place.",
                    e);
        }
    }

    private void forget(String ledger) {
        taken.remove(ledger);
        database.sql("delete from mandate.erasure_ledger where ledger = ?")
                .param(ledger)
                .update();
    }

    /// Notes up to which byte files are taken into account, and that the ledger is applied.
    void take(Map<String, Long> ends) {
        ends.forEach(this::take);
        database.sql("update mandate.store_identity set erasures_applied = true")
                .update();
    }

    private void take(String ledger, long end) {
        database.sql("""
                        insert into mandate.erasure_ledger (ledger, taken) values (?, ?)
                        on conflict (ledger) do update set taken = excluded.taken""").params(ledger, end).update();
    }
}

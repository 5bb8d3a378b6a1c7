package io.mandate.store.ledger;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.StoredKeys;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.PendingErasures.Pending;
import io.mandate.store.schema.StoreSchema;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings a database and the erasure ledger together before a command node serves.
///
/// A database that was not restored has destroyed every key that the ledger says is destroyed. What
/// the ledger has and the database has not yet taken into account is compared with it: a key that
/// lives though its destruction was committed, or a head behind the one an erasure began at, is an
/// older database, however it came back. Then its keys are destroyed again and the store gets a new
/// id. An erasure that a crash left open is settled by whether its key is there; that of a process
/// that still runs is left to it.
public final class Settlement {
    /// The number of a lock that only one node at a time has ("ERASE" in ASCII).
    private static final long LOCK = 0x45_52_41_53_45L;

    private final DataSource owner;
    private final JdbcClient database;
    private final StoredKeys keys;
    private final LedgerFolder folder;
    private final LedgerSettings settings;

    /// @param owner the credential that migrates
    public Settlement(DataSource owner, LedgerSettings settings) {
        this.owner = owner;
        this.database = JdbcClient.create(owner);
        this.keys = new StoredKeys(database);
        this.folder = new LedgerFolder(settings.folder());
        this.settings = settings;
    }

    /// What was found and done.
    ///
    /// @param restored whether this is an older database than the ledger knew
    /// @param destroyed how many keys were destroyed again
    /// @param living who were erased, whether they had a key or not, and live on in the log
    public record Settled(boolean restored, int destroyed, List<Reapplied> living) {
        public Settled {
            living = List.copyOf(living);
        }
    }

    /// Refused with [StartupRefusedException] where the ledger is missing,
    /// broken or that of another store.
    public Settled settle() {
        folder.requireWritable();
        try {
            return new TransactionTemplate(new JdbcTransactionManager(owner)).execute(_ -> locked());
        } catch (LedgerFailedException e) {
            throw new StartupRefusedException(
                    "The erasure ledger does not work: " + e.getMessage() + ". See mandate.erasures.folder.", e);
        }
    }

    private Settled locked() {
        database.sql("select pg_advisory_xact_lock(" + LOCK + ")").query(rows -> {});
        KnownLedger known = KnownLedger.of(database);
        List<LedgerFile> files = known.checked(folder, settings);
        if (known.hasAll(files)) {
            return new Settled(false, 0, Reapplied.all(database));
        }
        Map<String, LedgerWriter> ours = take(files);
        try {
            ours.values().forEach(LedgerWriter::mend);
            // A process may have written its last line before its file could be taken.
            return settle(known, folder.readOn(files), ours);
        } finally {
            ours.values().forEach(LedgerWriter::close);
        }
    }

    /// The files whose processes have ended.
    private static Map<String, LedgerWriter> take(List<LedgerFile> files) {
        Map<String, LedgerWriter> taken = new TreeMap<>();
        for (LedgerFile file : files) {
            try {
                LedgerWriter.take(file.path(), file.begun().ledger())
                        .ifPresent(writer -> taken.put(writer.ledger(), writer));
            } catch (IOException e) {
                taken.values().forEach(LedgerWriter::close);
                throw new LedgerFailedException("cannot take " + file.path() + " (" + e + ")", e);
            }
        }
        return taken;
    }

    private Settled settle(KnownLedger known, List<LedgerFile> files, Map<String, LedgerWriter> ours) {
        PendingErasures pending = PendingErasures.of(files, known.taken(), ours.keySet());
        boolean restored = known.restored() || isNewerThanTheDatabase(pending.all());
        int destroyed = restored ? new ErasedKeys(database, keys).destroyAgain(erasures(pending)) : 0;
        pending.open()
                .forEach((commit, erasure) -> Optional.ofNullable(ours.get(erasure.ledger()))
                        .orElseThrow()
                        .append(List.of(new Ended(
                                commit,
                                restored || !keys.lives(erasure.erasure().key())))));
        if (restored && !known.restored()) {
            StoreSchema.renewIdentity(owner);
        }
        known.take(ends(files, pending, ours));
        return new Settled(restored, destroyed, Reapplied.all(database));
    }

    private static List<Erasure> erasures(PendingErasures pending) {
        return pending.all().stream().map(Pending::erasure).toList();
    }

    /// Up to where everything is taken into account now.
    private static Map<String, Long> ends(
            List<LedgerFile> files, PendingErasures pending, Map<String, LedgerWriter> ours) {
        return files.stream().collect(Collectors.toMap(file -> file.begun().ledger(), file -> {
            LedgerWriter own = ours.get(file.begun().ledger());
            return own == null ? pending.running().getOrDefault(file.begun().ledger(), file.end()) : own.size();
        }));
    }

    private boolean isNewerThanTheDatabase(List<Pending> pending) {
        // Waits for commits of processes that ended a moment ago.
        Map<TenantId, Long> heads = heads(pending);
        return pending.stream()
                        .map(Pending::erasure)
                        .anyMatch(erasure -> heads.getOrDefault(erasure.log(), 0L) < erasure.after())
                || !keys.living(pending.stream()
                                .filter(Pending::done)
                                .map(each -> each.erasure().key())
                                .toList())
                        .isEmpty();
    }

    private Map<TenantId, Long> heads(List<Pending> pending) {
        String[] logs = pending.stream()
                .map(each -> each.erasure().log().value())
                .distinct()
                .toArray(String[]::new);
        Map<TenantId, Long> heads = new HashMap<>();
        database.sql(
                        "select tenant, seq from mandate.tenant_head where tenant = any(?::text[]) order by tenant for update")
                .param(logs)
                .query((ResultSet row) -> {
                    heads.put(new TenantId(row.getString(1)), row.getLong(2));
                });
        return heads;
    }
}

package io.mandate.server.export;

import io.mandate.command.invariants.Lookups;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.CarriedTenantKey;
import io.mandate.store.export.ErasedThere;
import io.mandate.store.export.ErasedThere.Known;
import io.mandate.store.export.ErasedThere.KnownHere;
import io.mandate.store.export.ErasedThere.None;
import io.mandate.store.export.ImportRefusedException;
import io.mandate.store.export.KeysFile;
import io.mandate.store.export.LogImport;
import io.mandate.store.export.LogImport.Begun;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.export.LogImport.Taken;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.ledger.LedgerFailedException;
import io.mandate.store.startup.StartupRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes verified exports into a store, all of them or none: whatever ends this process on the way
/// leaves the store as it was.
public final class Importing {
    private final StoreBeans store;

    public Importing(StoreBeans store) {
        this.store = store;
    }

    /// Takes them in; refused with [StartupRefusedException].
    ///
    /// @param beside whether the store may have other tenants
    /// @param there who was erased in the store that they come from
    /// @param progress is told of rows, of each one twice
    public List<Taken> take(List<Source> sources, boolean beside, ErasedThere there, LongConsumer progress) {
        TransactionTemplate transaction = new TransactionTemplate(store.get(PlatformTransactionManager.class));
        try {
            return transaction.execute(_ -> allOrNone(sources, beside, there, progress));
        } catch (ImportRefusedException e) {
            throw new StartupRefusedException("Nothing was imported: " + e.getMessage() + ".", e);
        } catch (LedgerFailedException e) {
            throw new StartupRefusedException(
                    "Nothing was imported: the erasure ledger of this store " + e.getMessage()
                            + ". See mandate.erasures.folder.",
                    e);
        }
    }

    private List<Taken> allOrNone(List<Source> sources, boolean beside, ErasedThere there, LongConsumer progress) {
        try {
            return all(sources, beside, there, progress);
        } catch (StartupRefusedException e) {
            throw new StartupRefusedException("Nothing was imported. " + e.getMessage(), e);
        }
    }

    private List<Taken> all(List<Source> sources, boolean beside, ErasedThere there, LongConsumer progress) {
        LogImport log = store.get(LogImport.class);
        Begun begun = log.begin(sources, beside, there);
        List<Taken> taken = new ArrayList<>();
        for (Source source : sources) {
            TenantId tenant = source.file().tenant();
            Lookups lookups = Lookups.of(
                    store.get(DataSource.class),
                    source.keys()
                            .map(KeysFile::tenantKey)
                            .map(CarriedTenantKey::usernames)
                            .orElse(Importing::nothingToHash));
            taken.add(log.take(
                    begun,
                    source,
                    events -> {
                        try {
                            lookups.writeAgain(tenant, events);
                        } catch (RejectedException e) {
                            throw new ImportRefusedException("the events of tenant " + tenant + " break a rule: "
                                    + e.rejection().code());
                        }
                    },
                    progress));
            note(source, there, taken.getLast());
        }
        return taken;
    }

    private static byte[] nothingToHash(TenantId tenant, String username) {
        throw new IllegalStateException("without keys there is no name of anybody in " + tenant);
    }

    /// The first new row of the journal, behind those that came along and committed with them.
    private void note(Source source, ErasedThere there, Taken taken) {
        store.get(AccessJournal.class)
                .append(JournalEntry.looked(
                        source.file().tenant(),
                        JournalEntry.Kind.IMPORTED,
                        Actor.MANDATE,
                        null,
                        "mandate import",
                        Map.of(
                                "from", source.file().store(),
                                "head", Long.toString(source.file().checkpoint().size()),
                                "keys", Boolean.toString(source.keys().isPresent()),
                                "erasures", said(there),
                                "erased", Integer.toString(taken.erased())),
                        null));
    }

    /// What counted for whoever was erased since the export; the last is what somebody answers for.
    private static String said(ErasedThere there) {
        return switch (there) {
            case Known _ -> "ledger given";
            case KnownHere _ -> "ledger of this store";
            case None _ -> "none, as was stated";
        };
    }
}

package io.mandate.server.export;

import io.mandate.command.invariants.Lookups;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.CarriedTenantKey;
import io.mandate.store.export.ImportRefusedException;
import io.mandate.store.export.KeysFile;
import io.mandate.store.export.LogImport;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.store.verify.Verified;
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
    /// @param progress is told of rows, of each one twice
    public List<Verified> take(List<Source> sources, boolean beside, LongConsumer progress) {
        TransactionTemplate transaction = new TransactionTemplate(store.get(PlatformTransactionManager.class));
        try {
            return transaction.execute(_ -> all(sources, beside, progress));
        } catch (ImportRefusedException e) {
            throw new StartupRefusedException("Nothing was imported: " + e.getMessage() + ".", e);
        }
    }

    private List<Verified> all(List<Source> sources, boolean beside, LongConsumer progress) {
        LogImport log = store.get(LogImport.class);
        log.begin(sources, beside);
        List<Verified> taken = new ArrayList<>();
        for (Source source : sources) {
            TenantId tenant = source.file().tenant();
            Lookups lookups = Lookups.of(
                    store.get(DataSource.class),
                    source.keys()
                            .map(KeysFile::tenantKey)
                            .map(CarriedTenantKey::usernames)
                            .orElse(Importing::nothingToHash));
            taken.add(log.take(
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
            note(source);
        }
        return taken;
    }

    private static byte[] nothingToHash(TenantId tenant, String username) {
        throw new IllegalStateException("without keys there is no name of anybody in " + tenant);
    }

    /// The first new row of the journal, behind those that came along and committed with them.
    private void note(Source source) {
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
                                "keys", Boolean.toString(source.keys().isPresent())),
                        null));
    }
}

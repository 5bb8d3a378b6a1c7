package io.mandate.server.export;

import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.envelope.KeyTransport;
import io.mandate.store.envelope.TransportKey;
import io.mandate.store.export.KeysExport;
import io.mandate.store.export.LogExport;
import io.mandate.store.export.LogExport.Extent;
import io.mandate.store.export.NotContinuedException;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.key.ProofKeys;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Takes tenants out of a store. That somebody does is in their access journals before anything is
/// read, and so is in what is taken out.
public final class Exporting {
    private final StoreBeans store;
    private final AnchorFolder anchors;
    private final LogExport log;

    /// @param anchors what was anchored must be continued by what is written
    public Exporting(StoreBeans store, AnchorFolder anchors) {
        this.store = store;
        this.anchors = anchors;
        this.log = new LogExport(
                JdbcClient.create(store.get(DataSource.class)), store.get(StoreId.class), store.get(ProofKeys.class));
    }

    public SortedSet<TenantId> tenants() {
        return store.get(TenantRegistry.class).all();
    }

    /// Begins the export of a tenant; refused with [StartupRefusedException] where there is none of
    /// that id.
    ///
    /// @param withKeys whether its keys are taken out too
    public Begun begin(TenantId tenant, boolean withKeys) {
        if (!store.get(TenantRegistry.class).exists(tenant)) {
            throw new StartupRefusedException("there is no tenant " + tenant + " in this store");
        }
        store.get(AccessJournal.class)
                .record(JournalEntry.looked(
                        tenant,
                        JournalEntry.Kind.EXPORTED,
                        Actor.MANDATE,
                        null,
                        "mandate export",
                        Map.of("keys", Boolean.toString(withKeys)),
                        null));
        Optional<SignedNote> anchored = anchors.last(tenant);
        return log.extent(tenant)
                .map(extent -> new Begun(extent, anchored.map(List::of).orElse(List.of())))
                .orElseThrow(() -> new IllegalStateException("tenants do not go"));
    }

    /// An export that is under way.
    public final class Begun {
        private final Extent extent;
        private final List<SignedNote> anchored;

        private Begun(Extent extent, List<SignedNote> anchored) {
            this.extent = extent;
            this.anchored = anchored;
        }

        /// How many rows there are to write.
        public long rows() {
            return extent.rows();
        }

        /// Writes the log; refused with [StartupRefusedException] where it does not continue what
        /// was signed.
        public TenantCheckpoint log(OutputStream out, LongConsumer progress) throws IOException {
            try {
                return log.write(extent, anchored, out, progress);
            } catch (NotContinuedException e) {
                throw new StartupRefusedException(
                        "tenant " + extent.tenant() + " is not exported, because " + e.getMessage()
                                + ": run mandate verify",
                        e);
            }
        }

        /// Writes the keys, after the log.
        public long keys(TransportKey.Secret secret, OutputStream out) throws IOException {
            return new KeysExport(store.get(KeyTransport.class)).write(extent.tenant(), secret, out);
        }
    }
}

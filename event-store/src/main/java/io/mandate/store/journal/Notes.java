package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Where entries may be kept until they are in the chain: a spool in `mandate.journal.folder`, or nowhere.
@Component
class Notes implements AutoCloseable {
    private final @Nullable Spool spool;
    private final @Nullable SpoolDrain drain;

    /// @param folder of this process alone; empty: every entry waits for the database
    Notes(
            @Value("${mandate.journal.folder:}") String folder,
            StoreId store,
            JournalChain chain,
            DataSource database,
            PlatformTransactionManager transactions) {
        if (folder.isBlank()) {
            spool = null;
            drain = null;
            return;
        }
        Path place = Path.of(folder);
        var left = Spool.left(place, store.value());
        spool = new Spool(place, store.value());
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        drain = new SpoolDrain(spool, left, chain, database, own);
        drain.start();
    }

    /// Keeps an entry so that it outlives the process; false where that is not possible now.
    boolean keep(TenantId tenant, byte[] sealed) {
        if (spool == null || drain == null || !spool.add(tenant, sealed)) {
            return false;
        }
        drain.wake();
        return true;
    }

    /// Returns when all that was kept is in the chain.
    void settle() {
        if (drain != null) {
            drain.now();
        }
    }

    /// Whether the journal of that tenant did not take what was kept.
    boolean heldBack(TenantId tenant) {
        return spool != null && spool.heldBack(tenant);
    }

    /// How many are not in the chain yet.
    long waiting() {
        return spool == null || drain == null ? 0 : spool.waiting() + drain.left();
    }

    @Override
    public void close() {
        if (drain != null) {
            drain.stop();
        }
    }
}

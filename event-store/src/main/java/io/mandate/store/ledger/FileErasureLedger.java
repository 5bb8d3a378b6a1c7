package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The ledger of this process: a file taken when the first key is destroyed, and kept until the
/// process ends.
///
/// An intention is written before the commit, its end after it. What a crash leaves open in between
/// is settled by [Settlement] at the next start, from the database itself.
@Component
class FileErasureLedger implements ErasureLedger, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileErasureLedger.class);

    private final JdbcClient database;
    private final LedgerFolder folder;
    private @Nullable LedgerWriter writer;
    private volatile @Nullable LedgerWriter registered;

    FileErasureLedger(DataSource database, Environment settings) {
        this.database = JdbcClient.create(database);
        this.folder = new LedgerFolder(LedgerSettings.of(settings).folder());
    }

    @Override
    public void note(List<Erasure> erasures) {
        if (erasures.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("keys are destroyed inside of a transaction only");
        }
        LedgerWriter mine = writer();
        register(mine);
        TransactionSynchronizationManager.registerSynchronization(new Noted(mine, erasures));
    }

    private synchronized LedgerWriter writer() {
        if (writer != null && !writer.isOpen()) {
            writer.close(); // and with it the lock
            writer = null;
        }
        if (writer == null) {
            KnownLedger known = KnownLedger.of(database);
            writer = folder.take(known.lineage(), known.taken());
        }
        return writer;
    }

    /// From the first commit on that is in it, the database knows that there is this file, and
    /// misses it.
    private void register(LedgerWriter mine) {
        if (!mine.equals(registered)) {
            database.sql("insert into mandate.erasure_ledger (ledger, taken) values (?, 0) on conflict do nothing")
                    .param(mine.ledger())
                    .update();
        }
    }

    @Override
    public synchronized void close() {
        if (writer != null) {
            writer.close();
        }
    }

    private final class Noted implements TransactionSynchronization {
        private final UUID commit = UUID.randomUUID();
        private final LedgerWriter mine;
        private final List<Intended> lines;
        private boolean written;

        Noted(LedgerWriter mine, List<Erasure> erasures) {
            this.mine = mine;
            this.lines = erasures.stream()
                    .map(erasure -> new Intended(commit, erasure))
                    .toList();
        }

        /// The last that happens before the commit, so that few intentions come to nothing.
        @Override
        public void beforeCommit(boolean readOnly) {
            written = true;
            mine.append(lines);
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                registered = mine;
            }
            if (written && status != STATUS_UNKNOWN) {
                end(status == STATUS_COMMITTED);
            }
        }

        private void end(boolean done) {
            try {
                mine.append(List.of(new Ended(commit, done)));
            } catch (LedgerFailedException e) {
                LOG.warn("How an erasure ended is not noted yet, and will be at the next start: {}", e.getMessage());
            }
        }
    }
}

package io.mandate.http.caller;

import io.mandate.http.request.UnavailableException;
import io.mandate.live.identity.Caller;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Puts every use of a valid credential into the access journal, before anything is answered. The first use in a
/// minute is written; the others cost an addition in memory.
@Component
final class UsedCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(UsedCredentials.class);

    private static final String SUSPENDED = "USER_SUSPENDED";

    private final AccessJournal journal;

    UsedCredentials(AccessJournal journal) {
        this.journal = journal;
    }

    /// Refused with [UnavailableException] where it cannot be written: what goes without a trace is not answered.
    void record(Caller caller) {
        write(JournalEntry.tokenUsed(caller.tenant(), caller.actor(), caller.token()));
    }

    /// Somebody who is suspended, and therefore nobody, showed a good credential: that he tried can be asked for.
    /// Counted and refused as [#record], since nobody but the holder limits how often he tries.
    void tried(Caller suspended) {
        write(JournalEntry.refused(suspended.tenant(), suspended.actor(), suspended.token(), SUSPENDED));
    }

    private void write(JournalEntry entry) {
        try {
            journal.count(entry);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A use of a credential could not be recorded: {}", e.toString());
            throw new UnavailableException(
                    "The access journal cannot be written at present; ask again in a moment.", Map.of());
        }
    }
}

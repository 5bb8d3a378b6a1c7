package io.mandate.command.preview;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.live.identity.Caller;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Notes in the access journal who looked at the past by a preview: trying to take something back tells what it was.
@Component
public class PastLooks {
    private final AccessJournal journal;

    PastLooks(AccessJournal journal) {
        this.journal = journal;
    }

    /// Notes a look before it is answered: when this returns, the note is durable.
    ///
    /// @param what the operation
    /// @param asked what was asked for; never personal
    public void note(ChangeRequest request, String what, Map<String, String> asked) {
        Caller caller = request.caller();
        journal.record(JournalEntry.looked(
                caller.tenant(),
                JournalEntry.Kind.PAST_READ,
                caller.actor(),
                caller.token(),
                what,
                asked,
                request.ip()));
    }
}

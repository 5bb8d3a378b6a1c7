package io.mandate.command.preview;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Notes in the access journal who looked at the past by a preview: trying to take something back tells what it was.
@Component
public class PastLooks {
    private final AccessJournal journal;

    PastLooks(AccessJournal journal) {
        this.journal = journal;
    }

    /// Tries something and notes the look before it is answered, also if the answer is a refusal: that tells what was,
    /// too. Who may not try it is told nothing, and has not looked.
    ///
    /// @param what the operation
    /// @param asked what was asked for; never personal
    public <T> T noted(ChangeRequest request, String what, Map<String, String> asked, Supplier<T> trying) {
        T answer;
        try {
            answer = trying.get();
        } catch (RejectedException e) {
            if (e.rejection().code() != RejectionCode.NOT_PERMITTED) {
                note(request, what, asked);
            }
            throw e;
        }
        note(request, what, asked);
        return answer;
    }

    /// Notes a look at what was in the tenant of the caller and, for operators, in another: each has it in its journal.
    /// The address of an operator is in that of the operators.
    public void note(ChangeRequest request, TenantId of, String what, Map<String, String> asked) {
        note(request, what, asked);
        Caller caller = request.caller();
        if (!of.equals(caller.tenant())) {
            journal.record(JournalEntry.looked(
                    of, JournalEntry.Kind.PAST_READ, caller.actor(), caller.token(), what, asked, null));
        }
    }

    private void note(ChangeRequest request, String what, Map<String, String> asked) {
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

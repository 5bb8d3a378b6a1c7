package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Notes that a comparison was read: rows of read models as they are and as they should be. Each tenant whose rows are
/// shown finds it in its own journal, also where an operator looked.
@Component
class ComparisonNotes {
    private final AccessJournal journal;

    ComparisonNotes(AccessJournal journal) {
        this.journal = journal;
    }

    /// Notes a look before it is answered.
    ///
    /// @param shown the tenants whose rows are in the answer
    void read(Caller caller, RequestFacts facts, String what, SortedMap<String, String> asked, Stream<String> shown) {
        journal.record(JournalEntry.looked(
                caller.tenant(), JournalEntry.Kind.PAST_READ, caller.actor(), caller.token(), what, asked, facts.ip()));
        TreeSet<TenantId> others = new TreeSet<>();
        shown.map(TenantId::new).forEach(others::add);
        others.remove(caller.tenant());
        // The address is in the operators' journal; one that was off-boarded has no key left to seal it with.
        others.forEach(tenant -> journal.record(JournalEntry.looked(
                tenant, JournalEntry.Kind.PAST_READ, caller.actor(), caller.token(), what, asked, null)));
    }
}

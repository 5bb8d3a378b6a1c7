package io.mandate.access.index;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import java.util.List;

/// Checks that events are what they are said to be: one whole commit, and the next one.
final class Commits {
    private Commits() {}

    /// @return the last position of the commit
    static long requireWhole(TenantId tenant, List<RecordedEvent> commit) {
        if (commit.isEmpty()) {
            throw new GapException("a commit of " + tenant + " has no events");
        }
        long end = commit.getLast().seq();
        long expected = commit.getFirst().seq();
        for (RecordedEvent event : commit) {
            if (!event.tenant().equals(tenant)) {
                throw new GapException("an event of another tenant was given for " + tenant);
            }
            if (event.seq() != expected || event.commitSeq() != end) {
                throw new GapException("event " + event.seq() + " of " + tenant + " is not part of one whole commit "
                        + commit.getFirst().seq() + ".." + end);
            }
            expected++;
        }
        return end;
    }

    static void requireNext(long head, List<RecordedEvent> commit) {
        long first = commit.getFirst().seq();
        if (first != head + 1) {
            throw new GapException("the commit from " + first + " does not follow on " + head);
        }
    }
}

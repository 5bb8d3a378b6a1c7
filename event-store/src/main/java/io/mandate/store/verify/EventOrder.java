package io.mandate.store.verify;

import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.verify.Finding.Kind;
import io.mandate.store.verify.Finding.Log;
import org.jspecify.annotations.Nullable;

/// What holds for events one after the other: dense positions, whole commits, rising times, the right tenant.
final class EventOrder {
    private @Nullable LoggedEvent before;

    /// What is wrong with the event that comes next; null: nothing.
    @Nullable
    Finding next(LoggedEvent event) {
        long expected = before == null ? 1 : before.seq() + 1;
        Finding finding = event.seq() != expected
                ? new Finding(event.tenant(), Log.EVENTS, Kind.REMOVED, expected, "there is no event at " + expected)
                : wrong(event);
        before = event;
        return finding;
    }

    /// Whether the last event ended its commit, or there was none.
    boolean whole() {
        return before == null || before.endsCommit();
    }

    private @Nullable Finding wrong(LoggedEvent event) {
        LoggedEvent last = before;
        if (!event.aggregateId().startsWith(event.tenant() + "/")) {
            return altered(event, "its stream \"" + event.aggregateId() + "\" is of another tenant");
        }
        if (event.commitSeq() < event.seq()) {
            return altered(event, "its commit ends before it, at " + event.commitSeq());
        }
        if (last == null) {
            return null;
        }
        if (last.endsCommit()) {
            return event.recordedAt().isAfter(last.recordedAt())
                    ? null
                    : altered(event, "it was recorded at " + event.recordedAt() + ", not after the commit before it");
        }
        boolean same =
                event.commitSeq() == last.commitSeq() && event.recordedAt().equals(last.recordedAt());
        return same ? null : altered(event, "it does not belong to the commit that it is in the middle of");
    }

    private static Finding altered(LoggedEvent event, String why) {
        return new Finding(event.tenant(), Log.EVENTS, Kind.ALTERED, event.seq(), why);
    }
}

package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import io.mandate.store.append.StreamId;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What became of the quotas in the course of a day: one that is exceeded at noon and kept again in the evening is kept
/// at both midnights.
@Component
class QuotaDays {
    /// So many events are in memory at once.
    private static final int PAGE = 1_000;

    private static final int MOST_SHOWN = 500;

    private final PastViews views;
    private final EventReader reader;

    QuotaDays(PastViews views, EventReader reader) {
        this.views = views;
        this.reader = reader;
    }

    /// @param window of the day; without an end while it goes on
    /// @param exceeded the tiers whose quota was exceeded at any time of it
    /// @param changes the first events in it with which one was exceeded, or kept again
    /// @param more whether there are further ones
    record Day(Window window, SortedSet<TierName> exceeded, List<Change> changes, boolean more) {}

    /// @param exceeded or kept again
    /// @param limit null: there was none any more
    record Change(TierName tier, boolean exceeded, @Nullable Long limit, long used, RecordedEvent event) {
        /// Null for what changes nothing about that.
        static @Nullable Change of(RecordedEvent recorded) {
            return switch (recorded.event()) {
                case QuotaExceeded e -> new Change(e.tier(), true, e.limit(), e.used(), recorded);
                case QuotaRestored e -> new Change(e.tier(), false, e.limit(), e.used(), recorded);
                case DomainEvent _ -> null;
            };
        }
    }

    /// @param head of the tenant, up to which a day that goes on is told
    /// @param begin the tenant as the day began
    Day of(AccessView head, AccessView begin, LocalDate day) {
        TenantId tenant = head.tenant();
        Window window = window(head, day);
        SortedSet<TierName> exceeded =
                new TreeSet<>(begin.tenantState().exceeded().keySet());
        List<Change> changes = new ArrayList<>();
        boolean more = false;
        List<String> licence = List.of(StreamId.of(tenant, StreamId.Kind.LICENCE));
        long after = window.before();
        List<RecordedEvent> page;
        do {
            page = reader.between(tenant, licence, after, window.last() + 1, PAGE, Personal.OPENED);
            for (RecordedEvent recorded : page) {
                after = recorded.seq();
                Change change = Change.of(recorded);
                if (change == null) {
                    continue;
                }
                if (change.exceeded()) {
                    exceeded.add(change.tier());
                }
                more = changes.size() == MOST_SHOWN;
                if (!more) {
                    changes.add(change);
                }
            }
        } while (page.size() == PAGE);
        return new Day(window, exceeded, changes, more);
    }

    private Window window(AccessView head, LocalDate day) {
        String next = day.plusDays(1).toString();
        try {
            return window(head, day, next);
        } catch (RejectedException e) {
            if (e.rejection().code() != RejectionCode.INSTANT_IN_FUTURE) {
                throw e;
            }
            return window(head, day, null);
        }
    }

    private Window window(AccessView head, LocalDate day, @Nullable String until) {
        return Window.of(views, head.tenant(), head.tenantState().zone(), day.toString(), until, head.position());
    }
}

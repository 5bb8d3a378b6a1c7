package io.mandate.query.history;

import io.mandate.access.index.TenantVersions;
import io.mandate.access.user.Cohort;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.InvalidValueException;
import io.mandate.query.audit.ChangeIndex;
import io.mandate.query.audit.ChangeIndex.Change;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// What people changed about themselves: the profile that they had at that moment, or their own user.
@Component
class OwnChanges {
    /// How many changes one request looks through at most; a page that found fewer says where to go on.
    private static final int FURTHEST = 10_000;

    private static final int STEP = 1_000;

    private final PastEvents past;

    OwnChanges(PastEvents past) {
        this.past = past;
    }

    Page.Part<OwnChange> page(ModelView view, TenantVersions versions, Window window, PageRequest page) {
        long place = page.after().isEmpty() ? window.first() : place(page.after());
        // The trail may be a little behind the index; the walk goes on from where it is.
        long until = Math.min(window.last(), view.access().position());
        List<Change> found = new ArrayList<>();
        boolean more = true;
        for (int seen = 0; more && found.size() < page.limit() && seen < FURTHEST; ) {
            List<Change> changes = ChangeIndex.ofProfilesAndPrincipals(view, place, until, STEP);
            seen += changes.size();
            more = changes.size() == STEP;
            for (Change change : changes) {
                if (found.size() == page.limit()) {
                    more = true;
                    break;
                }
                place = change.seq();
                if (own(versions, change)) {
                    found.add(change);
                }
            }
        }
        return new Page.Part<>(shown(view, found), more ? page.place(String.valueOf(place)) : null, null);
    }

    /// Whoever has a profile has it before his change, or he could not have made it on himself.
    private static boolean own(TenantVersions versions, Change change) {
        if (change.actor().equals(change.principal())) {
            return true;
        }
        int number = versions.number(change.actor());
        Cohort cohort = number < 0 ? null : versions.cohort(number, versions.before(change.seq()));
        return cohort != null && cohort.profile() != null && cohort.profile().equals(change.profile());
    }

    private List<OwnChange> shown(ModelView view, List<Change> changes) {
        Map<Long, RecordedEvent> events =
                past.read(view.tenant(), changes.stream().map(Change::seq).toList());
        PastEvents.Shown shown = past.shown(view, events, List.of());
        return changes.stream()
                .map(change -> new OwnChange(
                        shown.principal(
                                Objects.requireNonNull(events.get(change.seq()))
                                        .metadata()
                                        .actor()
                                        .kind()
                                        .name(),
                                change.actor().value()),
                        change.profile(),
                        shown.event(change.seq())))
                .toList();
    }

    private static long place(String written) {
        try {
            return Math.max(0, Long.parseLong(written));
        } catch (NumberFormatException _) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this report");
        }
    }
}

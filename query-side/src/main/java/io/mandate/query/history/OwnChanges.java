package io.mandate.query.history;

import io.mandate.access.index.TenantVersions;
import io.mandate.access.user.Cohort;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.UserId;
import io.mandate.query.audit.ChangeIndex;
import io.mandate.query.audit.ChangeIndex.Change;
import io.mandate.query.history.OwnChange.As;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.user.ActorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    /// @param from behind which change the page begins
    Page.Part<OwnChange> page(ModelView view, TenantVersions versions, Window window, long from, PageRequest page) {
        // Nothing before the window is told, nor asked of versions that are kept from there on only.
        long place = Math.max(window.before(), from);
        // The trail may be a little behind the index; the walk goes on from where it is.
        long until = Math.min(window.last(), view.access().position());
        List<Own> found = new ArrayList<>();
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
                As as = own(versions, change);
                if (as != null) {
                    found.add(new Own(change, as));
                }
            }
        }
        return new Page.Part<>(shown(view, found), more ? page.place(String.valueOf(place)) : null, null);
    }

    private record Own(Change change, As as) {}

    /// As whom somebody changed what is his own; null where nobody did.
    private static @Nullable As own(TenantVersions versions, Change change) {
        if (own(versions, change, change.actor())) {
            return As.ACTOR;
        }
        UserId behalf = change.onBehalfOf();
        return behalf != null && own(versions, change, behalf) ? As.ON_BEHALF_OF : null;
    }

    /// Whoever has a profile has it before his change, or he could not have made it on himself.
    private static boolean own(TenantVersions versions, Change change, UserId who) {
        if (who.equals(change.principal())) {
            return true;
        }
        int number = versions.number(who);
        Cohort cohort = number < 0 ? null : versions.cohort(number, versions.before(change.seq()));
        return cohort != null && cohort.profile() != null && cohort.profile().equals(change.profile());
    }

    private List<OwnChange> shown(ModelView view, List<Own> changes) {
        Map<Long, RecordedEvent> events = past.read(
                view.tenant(), changes.stream().map(own -> own.change().seq()).toList());
        PastEvents.Shown shown = past.shown(view, events, List.of());
        return changes.stream().map(own -> shown(own, events, shown)).toList();
    }

    private static OwnChange shown(Own own, Map<Long, RecordedEvent> events, PastEvents.Shown shown) {
        Change change = own.change();
        EventMetadata metadata =
                Objects.requireNonNull(events.get(change.seq())).metadata();
        // As in every event: who is acted for is a user.
        ActorView user = own.as() == As.ACTOR
                ? shown.principal(metadata.actor().kind().name(), change.actor().value())
                : shown.principal("USER", String.valueOf(change.onBehalfOf()));
        return new OwnChange(user, own.as(), change.profile(), shown.event(change.seq()));
    }

    /// Behind which change a page begins.
    static long place(PageRequest page) {
        try {
            return page.after().isEmpty() ? 0 : Math.max(0, Long.parseLong(page.after()));
        } catch (NumberFormatException _) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this report");
        }
    }
}

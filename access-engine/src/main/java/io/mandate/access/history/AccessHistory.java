package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.FirstInOrder;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Who could do something between two positions, and what made it so. For use by one thread.
///
/// To find the users, one answer for each cohort and each time between two changes is enough, unless the question
/// names a record. To tell about one of them, the rules are asked at every change that may matter, and before the
/// window back to where the access began.
public final class AccessHistory {
    private final TenantVersions versions;
    private final AccessQuestion question;
    private final @Nullable Boolean masked;
    private final long first;
    private final long last;
    private final Breaks breaks;
    private final Map<Long, AccessView> views = new HashMap<>();
    private final CohortAnswers answers;
    private final BiPredicate<Integer, Long> could = this::could;
    private @Nullable Breaks before;

    /// @param first the state the window begins with, 0 or more
    /// @param last the last commit inside the window, at or after `first`
    /// @param masked only times in which sensitive fields were hidden, or were not; null: all
    public AccessHistory(
            TenantVersions versions, AccessQuestion question, long first, long last, @Nullable Boolean masked) {
        this.versions = versions;
        this.question = question;
        this.masked = masked;
        this.first = first;
        this.last = last;
        this.breaks = new Breaks(versions, question, first, last);
        this.answers = new CohortAnswers(breaks, first, last);
    }

    /// The first of the users who could, by id; those after one if it is given. Looks at every user there was.
    public List<UserId> users(@Nullable UserId after, int limit) {
        FirstInOrder<UserId> first = new FirstInOrder<>(after, limit);
        for (int number = 0; number < versions.users(); number++) {
            UserId id = versions.user(number);
            if (first.wants(id) && could(number)) {
                first.take(id);
            }
        }
        return first.inOrder();
    }

    /// How many users could.
    public long count() {
        long count = 0;
        for (int number = 0; number < versions.users(); number++) {
            if (could(number)) {
                count++;
            }
        }
        return count;
    }

    private boolean could(int number) {
        return question.concrete()
                ? could(number, breaks.of(number))
                : versions.belonged(
                        number, first, last, (cohort, from, until) -> answers.any(cohort, from, until, could, number));
    }

    private boolean could(int number, long[] changes) {
        boolean could = could(number, first);
        for (int i = 0; i < changes.length && !could; i++) {
            could = could(number, changes[i]);
        }
        return could;
    }

    private boolean could(int number, long seq) {
        return wanted(AccessRules.decide(view(seq), question.of(versions.user(number))));
    }

    private boolean wanted(Decision decision) {
        return decision.allowed()
                && (masked == null || masked == !decision.maskedFields().isEmpty());
    }

    /// When one user could, in order; empty if he never could.
    public List<AccessInterval> of(UserId user) {
        int number = versions.number(user);
        if (number < 0) {
            return List.of();
        }
        Question asked = question.of(user);
        List<AccessInterval> intervals = new ArrayList<>();
        Held held = Held.at(view(first), asked);
        long from = first;
        long began = held.allowed() ? beginning(number, held) : 0;
        long since = held.allowed() ? beginning(number, null) : 0;
        for (long change : breaks.of(number)) {
            Held next = Held.at(view(change), asked);
            if (!next.equals(held)) {
                add(intervals, held, from, change, began, since, next);
                since = held.allowed() ? since : change;
                from = change;
                began = change;
                held = next;
            }
        }
        add(intervals, held, from, 0, began, since, held);
        return intervals;
    }

    private void add(
            List<AccessInterval> intervals, Held held, long from, long until, long began, long since, Held next) {
        if (wanted(held.decision())) {
            Decision lost = next.allowed() ? null : next.decision();
            intervals.add(new AccessInterval(from, until, began, since, held.decision(), held.because(), lost));
        }
    }

    /// The commit with which it began that an answer held at the beginning of the window.
    ///
    /// @param same the answer; null: any that allows
    private long beginning(int number, @Nullable Held same) {
        Question asked = question.of(versions.user(number));
        if (before == null) {
            before = new Breaks(versions, question, 0, first);
        }
        long[] changes = before.of(number);
        for (int i = changes.length - 1; i >= 0; i--) {
            AccessView view = view(versions.before(changes[i]));
            boolean holds = same == null
                    ? AccessRules.decide(view, asked).allowed()
                    : Held.at(view, asked).equals(same);
            if (!holds) {
                return changes[i];
            }
        }
        throw new IllegalStateException("nobody can do anything before the first commit");
    }

    /// The event of a commit with which a user could do it, or no longer could.
    ///
    /// @param commit all events of the commit, in order
    public long turn(List<RecordedEvent> commit, UserId user) {
        Question asked = question.of(user);
        return versions.turn(
                commit,
                event -> concerns(event, user),
                view -> AccessRules.decide(view, asked).allowed());
    }

    /// The event of a commit with which an access changed that went on.
    public long change(List<RecordedEvent> commit, UserId user) {
        Question asked = question.of(user);
        return versions.turn(commit, event -> concerns(event, user), view -> Held.at(view, asked));
    }

    private boolean concerns(RecordedEvent event, UserId user) {
        return switch (event.event()) {
            case UserEvent e -> e.user().equals(user);
            case RecordEvent e -> e.record().equals(question.record());
            case ProfileEvent e -> true;
            case CatalogEvent e -> true;
            case TenantEvent e -> true;
            default -> false;
        };
    }

    private AccessView view(long seq) {
        return views.computeIfAbsent(seq, versions::at);
    }
}

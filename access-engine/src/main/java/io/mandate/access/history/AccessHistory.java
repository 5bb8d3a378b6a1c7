package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who could do something between two positions, and what made it so. For use by one thread.
///
/// To find the users, one answer for each cohort and each time between two changes is enough, unless the question
/// names a record. To tell about one of them, the rules are asked at every change that may matter, and before the
/// window back to where the access began.
public final class AccessHistory {
    /// Where an access began of which it is not known here.
    private static final long UNKNOWN = 0;

    /// So many views are remembered; they are small, and made again quickly.
    private static final int MOST_VIEWS = 10_000;

    private final TenantVersions versions;
    private final AccessQuestion question;
    private final @Nullable Boolean masked;
    private final long first;
    private final long last;
    private final Breaks breaks;
    private final Map<Long, AccessView> views = new HashMap<>();
    private final CohortAnswers answers;
    private final Earlier earlier;
    private @Nullable Breaks before;
    private @Nullable Breaks longBefore;

    /// @param versions all there was, from the beginning
    /// @param first the state the window begins with, 0 or more
    /// @param last the last commit inside the window, at or after `first`
    /// @param masked only times in which sensitive fields were hidden, or were not; null: all
    public AccessHistory(
            TenantVersions versions, AccessQuestion question, long first, long last, @Nullable Boolean masked) {
        this(versions, Optional::empty, question, first, last, masked);
    }

    /// As the other, of versions that need not begin before the window.
    ///
    /// @param versions what is kept, from the beginning of the window or from before
    /// @param earlier all there was before what is kept, or nothing where that is too much; asked once, and
    ///     only where an access began there that held at the beginning of the window
    public AccessHistory(
            TenantVersions versions,
            Supplier<Optional<TenantVersions>> earlier,
            AccessQuestion question,
            long first,
            long last,
            @Nullable Boolean masked) {
        this.versions = versions;
        this.earlier = new Earlier(versions.first(), earlier);
        this.question = question;
        this.masked = masked;
        this.first = first;
        this.last = last;
        this.breaks = new Breaks(versions, question, first, last);
        this.answers = new CohortAnswers(breaks, first, last);
    }

    /// Where the telling of a user's times was interrupted.
    ///
    /// @param from where the time began that is to be told next, as far as it is seen
    /// @param at the last change that was looked at, at or after it
    public record Stop(long from, long at) {}

    /// The first of the users who could, by id; those after one if it is given.
    public List<UserId> users(@Nullable UserId after, int limit) {
        List<UserId> found = new ArrayList<>();
        PrimitiveIterator.OfInt numbers = inOrder(after);
        while (found.size() < limit && numbers.hasNext()) {
            int number = numbers.nextInt();
            if (could(number, Effort.unlimited())) {
                found.add(user(number));
            }
        }
        return found;
    }

    /// How many users could.
    public long count() {
        return count(Effort.unlimited());
    }

    /// As the other. What comes out once the effort is spent means nothing.
    public long count(Effort effort) {
        long count = 0;
        for (int number = 0; number < versions.users() && !effort.spent(); number++) {
            if (could(number, effort)) {
                count++;
            }
        }
        return count;
    }

    PrimitiveIterator.OfInt inOrder(@Nullable UserId after) {
        return versions.inOrder(after);
    }

    UserId user(int number) {
        return versions.user(number);
    }

    boolean could(int number, Effort effort) {
        return question.concrete()
                ? could(number, breaks.of(number), effort)
                : versions.belonged(
                        number,
                        first,
                        last,
                        (cohort, from, until) -> answers.any(cohort, from, until, seq -> could(number, seq, effort)));
    }

    private boolean could(int number, long[] changes, Effort effort) {
        boolean could = could(number, first, effort);
        for (int i = 0; i < changes.length && !could; i++) {
            could = could(number, changes[i], effort);
        }
        return could;
    }

    private boolean could(int number, long seq, Effort effort) {
        effort.decided();
        return wanted(AccessRules.decide(view(seq), question.of(versions.user(number))));
    }

    private boolean wanted(Decision decision) {
        return decision.allowed()
                && (masked == null || masked == !decision.maskedFields().isEmpty());
    }

    /// When one user could, in order; empty if he never could.
    public List<AccessInterval> of(UserId user) {
        List<AccessInterval> all = new ArrayList<>();
        Stop stop = of(user, null, Effort.unlimited(), all);
        if (stop != null) {
            throw new IllegalStateException("no effort was too much");
        }
        return all;
    }

    /// Tells when one user could, in order, until the effort is spent.
    ///
    /// @param resume where it was interrupted; null: from the beginning
    /// @return where to go on; null: that was all
    /// @throws IllegalArgumentException if nothing was interrupted there
    @Nullable
    Stop of(UserId user, @Nullable Stop resume, Effort effort, List<AccessInterval> into) {
        int number = versions.number(user);
        if (number < 0) {
            return null;
        }
        Question asked = question.of(user);
        long[] changes = breaks.of(number);
        long from = resume == null ? first : resume.from();
        int next = resume == null ? 0 : following(changes, resume);
        Held held = held(from, asked, effort);
        long began = from > first ? from : held.allowed() ? beginning(number, held, effort) : 0;
        long since = held.allowed() ? since(number, changes, from, effort) : 0;
        for (int i = next; i < changes.length; i++) {
            if (i > next && effort.spent()) {
                return new Stop(from, changes[i - 1]);
            }
            long change = changes[i];
            Held then = held(change, asked, effort);
            if (!then.equals(held)) {
                add(into, new Time(held, from, change, began, since), then, effort);
                since = held.allowed() ? since : change;
                from = change;
                began = change;
                held = then;
            }
        }
        add(into, new Time(held, from, 0, began, since), held, effort);
        return null;
    }

    private int following(long[] changes, Stop stop) {
        int from = stop.from() == first ? -1 : Arrays.binarySearch(changes, stop.from());
        int at = Arrays.binarySearch(changes, stop.at());
        if ((from < 0 && stop.from() != first) || at < 0 || stop.at() < stop.from()) {
            throw new IllegalArgumentException("no time was interrupted there");
        }
        return at + 1;
    }

    private record Time(Held held, long from, long until, long began, long since) {}

    private void add(List<AccessInterval> intervals, Time time, Held next, Effort effort) {
        Held held = time.held();
        if (wanted(held.decision())) {
            Decision lost = next.allowed() ? null : next.decision();
            intervals.add(new AccessInterval(
                    time.from(),
                    time.until(),
                    time.began(),
                    time.since(),
                    held.decision(),
                    held.scope(),
                    held.because(),
                    lost));
            effort.told(opened(time.since()) + opened(time.began()) + opened(time.until()));
        }
    }

    /// How many events a commit has among which the one has to be found that mattered.
    private long opened(long end) {
        long events = end == 0 ? 0 : end - versions.before(end);
        return events > 1 ? events : 0;
    }

    private Held held(long seq, Question asked, Effort effort) {
        effort.explained();
        return Held.at(view(seq), asked);
    }

    /// The commit since which a user can do it that he can do at a change inside the window, or at its beginning.
    private long since(int number, long[] changes, long from, Effort effort) {
        Question asked = question.of(versions.user(number));
        for (int i = from > first ? Arrays.binarySearch(changes, from) : -1; i >= 0; i--) {
            effort.decided();
            if (!AccessRules.decide(view(versions.before(changes[i])), asked).allowed()) {
                return changes[i];
            }
        }
        return beginning(number, null, effort);
    }

    /// The commit with which it began that an answer held at the beginning of the window.
    ///
    /// @param same the answer; null: any that allows
    private long beginning(int number, @Nullable Held same, Effort effort) {
        Question asked = question.of(versions.user(number));
        if (before == null) {
            before = new Breaks(versions, question, versions.first(), first);
        }
        long kept = beginning(before.of(number), asked, same, effort);
        return kept > 0 ? kept : longBefore(number, asked, same, effort);
    }

    /// The same, of what is not kept.
    private long longBefore(int number, Question asked, @Nullable Held same, Effort effort) {
        TenantVersions all = earlier.versions();
        if (all == null) {
            return UNKNOWN;
        }
        if (longBefore == null) {
            longBefore = new Breaks(all, question, 0, earlier.edge());
        }
        long began = beginning(longBefore.of(all.number(versions.user(number))), asked, same, effort);
        if (began == 0) {
            throw new IllegalStateException("nobody can do anything before the first commit");
        }
        return began;
    }

    /// The last of these changes before which the answer did not hold; 0: it held before all of them.
    private long beginning(long[] changes, Question asked, @Nullable Held same, Effort effort) {
        for (int i = changes.length - 1; i >= 0; i--) {
            long then = versions.before(changes[i]);
            effort.decided();
            boolean holds = same == null
                    ? AccessRules.decide(view(then), asked).allowed()
                    : held(then, asked, effort).equals(same);
            if (!holds) {
                return changes[i];
            }
        }
        return 0;
    }

    /// Which events of a commit mattered, as if it had grown event by event.
    ///
    /// @param allowed the last one with which a user could do it, or no longer could; 0: none
    /// @param held the last one with which anything about the access changed, 0: none
    public record Turn(long allowed, long held) {}

    /// The events of a commit that mattered to users.
    ///
    /// @param commit all events of the commit, in order
    public Map<UserId, Turn> turns(List<RecordedEvent> commit, Collection<UserId> users) {
        long before = commit.getFirst().seq() - 1;
        return new Turning(before < earlier.edge() ? Objects.requireNonNull(earlier.versions()) : versions, question)
                .of(commit, users);
    }

    /// As [#turns], of one user and with which event he could do it, or no longer could.
    public long turn(List<RecordedEvent> commit, UserId user) {
        return Objects.requireNonNull(turns(commit, List.of(user)).get(user)).allowed();
    }

    /// As [#turn], of an access that changed and went on.
    public long change(List<RecordedEvent> commit, UserId user) {
        return Objects.requireNonNull(turns(commit, List.of(user)).get(user)).held();
    }

    private AccessView view(long seq) {
        if (views.size() > MOST_VIEWS) {
            views.clear();
        }
        return views.computeIfAbsent(
                seq,
                at -> at < earlier.edge()
                        ? Objects.requireNonNull(earlier.versions()).at(at)
                        : versions.at(at));
    }
}

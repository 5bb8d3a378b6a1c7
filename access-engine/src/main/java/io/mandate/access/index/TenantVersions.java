package io.mandate.access.index;

import io.mandate.access.AccessView;
import io.mandate.access.user.Cohort;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The past of a tenant: when what changed, up to a head that stays as it is while others go on. Between two
/// positions at which nothing changed that a question depends on, its answer is the same; so a walk over changes is
/// a walk over all of the past.
///
/// Positions of changes are ends of commits, in order, each once. What was forgotten is refused with
/// [ForgottenException].
public final class TenantVersions {
    private final TenantHistory history;
    private final long head;

    TenantVersions(TenantHistory history) {
        this.history = history;
        this.head = history.now().position();
    }

    /// The last position it knows, 0 before the first commit.
    public long head() {
        return head;
    }

    /// The first position at which anything is known of how it was; 0 where nothing was forgotten.
    /// Where commits end and when they were is known from the beginning.
    public long first() {
        return history.first;
    }

    /// The tenant at the end of the last commit at or before a position, [#first] to [#head].
    public AccessView at(long seq) {
        return history.at(seq);
    }

    /// When the commit was recorded in which a position lies, 1 to [#head].
    public Instant recordedAt(long seq) {
        return history.times.at(history.ends.number(end(seq)));
    }

    /// The last commit recorded at or before an instant, 0 before the first. Empty for instants after the last one,
    /// where more may still be recorded.
    public Optional<Long> seqAt(Instant instant) {
        if (head == 0 || instant.isAfter(recordedAt(head))) {
            return Optional.empty();
        }
        int number = history.times.atOrBefore(instant, history.ends.number(head));
        return Optional.of(number < 0 ? 0L : history.ends.end(number, head));
    }

    /// The end of the commit in which a position lies, 1 to [#head].
    public long end(long seq) {
        return history.ends.atOrAfter(seq);
    }

    /// The end of the commit before the one in which a position lies, 0 if that is the first.
    public long before(long seq) {
        return seq <= 1 ? 0 : history.ends.atOrBefore(seq - 1);
    }

    /// Principals are numbered from 0 to this, in the order in which they came; the last ones may be beyond
    /// [#head].
    public int users() {
        return history.users.size();
    }

    /// The numbers of principals in the order of their ids, after one if it is given.
    public PrimitiveIterator.OfInt inOrder(@Nullable UserId after) {
        return history.users.inOrder(after).iterator();
    }

    public UserId user(int number) {
        return history.users.id(number);
    }

    /// The number of a principal; -1 if there never was one.
    public int number(UserId user) {
        return history.users.find(user);
    }

    /// What decides for nearly all principals, at a position; null where there was none yet.
    public @Nullable Cohort cohort(int number, long seq) {
        history.requireKnown(seq);
        int row = history.users.rowOf(number, seq);
        return row < 0 ? null : history.users.cohort(row);
    }

    /// A time in which a principal belonged to one cohort.
    @FunctionalInterface
    public interface Belonging {
        /// @param from the commit it began with, or the beginning of what is asked about
        /// @param until the commit it ended with, which is no part of it; the largest number if it did not end
        /// @return whether that is enough, and earlier times need not be told
        boolean during(Cohort cohort, long from, long until);
    }

    /// Tells to which cohorts a principal belonged between two positions, the latest first, until it is enough.
    ///
    /// @return whether it was enough
    public boolean belonged(int number, long first, long last, Belonging told) {
        history.requireKnown(first);
        long until = Long.MAX_VALUE;
        int row = history.users.rowOf(number, last);
        while (row >= 0) {
            long began = history.users.seq(row) <= first ? first : end(history.users.seq(row));
            // Of several versions in one commit only the last one ever held.
            if (began < until && told.during(history.users.cohort(row), began, until)) {
                return true;
            }
            if (began <= first) {
                return false;
            }
            until = began;
            row = history.users.previous(row);
        }
        return false;
    }

    /// The event that changed a principal last, up to a position; 0 where there was none yet.
    public long changedAt(int number, long until) {
        history.requireKnown(until);
        int row = history.users.rowOf(number, until);
        return row < 0 ? 0 : history.users.seq(row);
    }

    /// Where a principal changed, after a position and up to another.
    public long[] userChanges(int number, long after, long until) {
        history.requireKnown(after);
        return history.users
                .changes(number, after, until)
                .map(history.ends::atOrAfter)
                .filter(end -> end <= until)
                .sorted()
                .distinct()
                .toArray();
    }

    /// Where a profile changed; the ends of commits that it was created, changed or deleted in.
    public long[] profileChanges(ProfileId profile, long after, long until) {
        history.requireKnown(after);
        Timeline<?> versions = history.profiles.get(profile);
        return versions == null ? new long[0] : versions.changes(after, until);
    }

    /// Where the catalog, or what holds for the tenant as a whole, changed.
    public long[] groundChanges(long after, long until) {
        history.requireKnown(after);
        return history.grounds.changes(after, until);
    }

    /// Where what is registered about a record changed.
    public long[] recordChanges(NodeKey resource, RecordId record, long after, long until) {
        history.requireKnown(after);
        return history.records.changes(resource, record, after, until);
    }

    /// Lets a commit grow event by event.
    ///
    /// @param commit all events of one commit, in order
    /// @param begin told how it was before; only while it is told may that be looked at, and so with all others
    /// @param matters after which events it is told again
    /// @param told told how it is with an event and all before it in the commit
    public void grow(
            List<RecordedEvent> commit,
            Consumer<AccessView> begin,
            Predicate<RecordedEvent> matters,
            BiConsumer<RecordedEvent, AccessView> told) {
        IndexView base = history.at(commit.getFirst().seq() - 1);
        begin.accept(base);
        Draft draft = Draft.of(base, List.of());
        for (RecordedEvent event : commit) {
            draft.fold(event);
            if (matters.test(event)) {
                told.accept(event, new TentativeView(base, draft, event.seq()));
            }
        }
    }

    /// Several lists of positions as one.
    public static long[] merged(long[]... lists) {
        int length = 0;
        for (long[] list : lists) {
            length += list.length;
        }
        long[] all = new long[length];
        int end = 0;
        for (long[] list : lists) {
            System.arraycopy(list, 0, all, end, list.length);
            end += list.length;
        }
        Arrays.sort(all);
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[kept++] = all[i];
            }
        }
        return Arrays.copyOf(all, kept);
    }
}

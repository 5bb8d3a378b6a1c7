package io.mandate.store.follow;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.append.Head;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads history in whole commits. Each call is a short statement of its own (or part of the current transaction):
/// no cursor and no snapshot stays open between two pages.
public interface EventReader {
    /// Whether personal text is opened.
    enum Personal {
        /// Opened, where its key still exists.
        OPENED,
        /// Opened in the events, left sealed in their metadata: for readers that do not tell from where and why.
        EVENTS_ONLY,
        /// Left sealed, read as erased: for readers that have no use for it, much cheaper.
        SEALED
    }

    /// The next whole commits after a position, at least so many events if there are as many; empty at the head. An
    /// event that cannot be read is refused with [UnreadableEventException], which names it; those before it are
    /// answered by a smaller `atLeastEvents`. A position inside a commit is refused with
    /// [IllegalArgumentException].
    List<Commit> commits(TenantId tenant, long afterSeq, int atLeastEvents, Personal personal);

    /// As [#commits], but only the rows are read; the commits are made of them when they are asked for, by any one
    /// thread, so that the page after it can be read meanwhile.
    default Page page(TenantId tenant, long afterSeq, int atLeastEvents, Personal personal) {
        List<Commit> commits = commits(tenant, afterSeq, atLeastEvents, personal);
        return new Page(commits.isEmpty() ? afterSeq : commits.getLast().lastSeq(), () -> commits);
    }

    /// Whole commits whose rows are read.
    ///
    /// @param end the position of the last of them; where there are none, that after which they were asked for
    /// @param opening makes the commits
    record Page(long end, Supplier<List<Commit>> opening) {
        /// Its commits, or the refusal that [EventReader#commits] tells of.
        public List<Commit> commits() {
            return opening.get();
        }
    }

    /// As the other, with personal text opened.
    default List<Commit> commits(TenantId tenant, long afterSeq, int atLeastEvents) {
        return commits(tenant, afterSeq, atLeastEvents, Personal.OPENED);
    }

    /// The stream of one aggregate from a number in it on, in order; empty where there is none.
    List<RecordedEvent> stream(String aggregateId, long fromAggregateSequence, Personal personal);

    /// The event at that position, if there is one.
    Optional<RecordedEvent> event(TenantId tenant, long seq, Personal personal);

    /// As the other, with personal text opened.
    default Optional<RecordedEvent> event(TenantId tenant, long seq) {
        return event(tenant, seq, Personal.OPENED);
    }

    /// The events at those positions, in the order of the positions, with personal text opened. Positions without an
    /// event are passed over.
    default List<RecordedEvent> events(TenantId tenant, Collection<Long> seqs) {
        return seqs.stream()
                .sorted()
                .distinct()
                .flatMap(seq -> event(tenant, seq).stream())
                .toList();
    }

    /// What happened to some streams after one position and before another, in the order of the positions, at most so
    /// many events: who asks for one more than it can use learns whether there are more.
    default List<RecordedEvent> between(
            TenantId tenant,
            Collection<String> aggregateIds,
            long afterSeq,
            long beforeSeq,
            int atMost,
            Personal personal) {
        return aggregateIds.stream()
                .distinct()
                .flatMap(aggregate -> stream(aggregate, 0, personal).stream())
                .filter(event -> event.seq() > afterSeq && event.seq() < beforeSeq)
                .sorted(Comparator.comparingLong(RecordedEvent::seq))
                .limit(atMost)
                .toList();
    }

    /// The last end of a commit at or before that position: what a position inside a commit means. 0 before the
    /// first.
    default long boundary(TenantId tenant, long seq) {
        long at = Math.min(seq, head(tenant).map(Head::seq).orElse(0L));
        while (at > 0
                && !event(tenant, at, Personal.SEALED)
                        .map(RecordedEvent::endsCommit)
                        .orElse(false)) {
            at--;
        }
        return at;
    }

    /// How far that tenant has come; empty where there is no such tenant.
    Optional<Head> head(TenantId tenant);

    /// How far each tenant has come.
    Map<TenantId, Long> heads();

    /// The last commit recorded at or before that instant, 0 where there is none. A moment too recent to be closed
    /// is closed first: the call waits for the tenant's lock, and from then on no commit is recorded at or before
    /// it. One in the future is refused with [InstantInFutureException], an unknown tenant with
    /// [io.mandate.store.append.UnknownTenantException].
    long seqAt(TenantId tenant, Instant instant);
}

package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A part of a tenant's past on its way from the store into an index of its own, page by page. Only
/// whole commits are folded: it can rest after any page, is sound as far as it came, and goes on from
/// there.
///
/// Everything but [#page] is called under the lock of [FoldTurns], and [#page] by one thread at a
/// time.
final class PastFold {
    private static final int PAGE = 10_000;
    /// Of a moment, versions of this [Weight] are kept on the way to it: 43 MB.
    private static final long MOST_OF_MOMENT = 1_000_000;

    private final EventReader reader;
    private final Part part;
    private final long most;
    private final List<Wish> wishes = new ArrayList<>();
    private AccessIndex into = new AccessIndex();
    private boolean placed;
    private boolean inLine;
    private long askedAt;
    private volatile long end;
    /// The [Weight] of the versions it has, since the last time that some were forgotten.
    private long weight;
    /// Whether there is no room for more of it.
    private volatile boolean full;

    /// @param moment the end of the commit that is wanted, before which all is forgotten; null: all
    ///     there was
    record Part(TenantId tenant, @Nullable Long moment) {}

    /// Somebody who waits.
    ///
    /// @param end how far it must have come
    private record Wish(long end, CompletableFuture<AccessIndex> fulfilled) {}

    /// @param most what all versions of a part without a moment may weigh
    PastFold(EventReader reader, Part part, long most) {
        this.reader = reader;
        this.part = part;
        this.most = most;
    }

    Part part() {
        return part;
    }

    TenantId tenant() {
        return part.tenant();
    }

    /// Whether it has a place in memory.
    boolean placed() {
        return placed;
    }

    void place() {
        placed = true;
    }

    /// Whether it is worked on, or waits for that.
    boolean inLine() {
        return inLine;
    }

    void inLine(boolean now) {
        inLine = now;
    }

    /// Loses all it has, and begins anew when it has a place again. Who looks at what it was goes on
    /// looking.
    void clear() {
        into = new AccessIndex();
        weight = 0;
        full = false;
        placed = false;
    }

    /// Wants it to come so far. Fulfilled at once where it has; to be cancelled by who no longer waits.
    CompletableFuture<AccessIndex> wish(long wanted) {
        askedAt = System.nanoTime();
        Wish wish = new Wish(wanted, new CompletableFuture<>());
        end = Math.max(end, wanted);
        wishes.removeIf(each -> each.fulfilled().isDone());
        wishes.add(wish);
        fulfil();
        return wish.fulfilled();
    }

    /// Whether it has come so far, or never will.
    boolean decided(long wanted) {
        return full || reached(wanted);
    }

    /// How far it came, where there is no room for more.
    Optional<Long> room() {
        return full ? Optional.of(into.head(tenant())) : Optional.empty();
    }

    private boolean reached(long wanted) {
        return into.head(tenant()) >= wanted;
    }

    /// Whether it has come as far as anybody wanted, or can.
    boolean done() {
        return decided(end);
    }

    /// Whether somebody waits for it, or asked not so long ago.
    boolean wanted(Duration longest) {
        return wishes.stream().anyMatch(wish -> !wish.fulfilled().isDone())
                || System.nanoTime() - askedAt <= longest.toNanos();
    }

    void fulfil() {
        for (Wish wish : wishes) {
            if (reached(wish.end())) {
                wish.fulfilled().complete(into);
            } else if (full) {
                wish.fulfilled().completeExceptionally(new TooMuchPastException(into.head(tenant())));
            }
        }
    }

    void fail(Throwable why) {
        wishes.forEach(wish -> wish.fulfilled().completeExceptionally(why));
    }

    /// Takes the next page.
    void page() {
        AccessIndex index = into;
        long until = end;
        long head = index.head(tenant());
        if (head < until) {
            // Never a page beyond the end: an event there that cannot be read is no reason not to tell of before.
            List<Commit> commits = reader.commits(tenant(), head, (int) Math.min(PAGE, until - head), Personal.SEALED);
            if (commits.isEmpty()) {
                throw new IllegalStateException("the store has no commit after " + head);
            }
            for (Commit commit : commits) {
                if (!full) {
                    take(index, commit.events(), until);
                }
            }
        }
        if (part.moment() != null && index.head(tenant()) >= until) {
            forget(index);
        }
    }

    private void take(AccessIndex index, List<RecordedEvent> commit, long until) {
        index.apply(tenant(), commit);
        weight += Weight.of(commit, index.now(tenant()));
        if (part.moment() == null) {
            full = weight > most && index.head(tenant()) < until;
            return;
        }
        weight -= Weight.lasting(commit);
        if (weight > MOST_OF_MOMENT) {
            forget(index);
        }
    }

    private void forget(AccessIndex index) {
        index.forgetBefore(tenant(), index.head(tenant()));
        weight = 0;
    }
}

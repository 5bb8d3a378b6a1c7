package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    /// Of a moment, so many versions are kept on the way to it.
    private static final long MOST_VERSIONS = 200_000;

    private final EventReader reader;
    private final Part part;
    private final List<Wish> wishes = new ArrayList<>();
    private AccessIndex into = new AccessIndex();
    private boolean placed;
    private boolean inLine;
    private long askedAt;
    private volatile long end;

    /// @param moment the end of the commit that is wanted, before which all is forgotten; null: all
    ///     there was
    record Part(TenantId tenant, @Nullable Long moment) {}

    /// Somebody who waits.
    ///
    /// @param end how far it must have come
    private record Wish(long end, CompletableFuture<AccessIndex> fulfilled) {}

    PastFold(EventReader reader, Part part) {
        this.reader = reader;
        this.part = part;
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

    boolean reached(long wanted) {
        return into.head(tenant()) >= wanted;
    }

    /// Whether it has come as far as anybody wanted.
    boolean done() {
        return reached(end);
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
            commits.forEach(commit -> index.apply(tenant(), commit.events()));
        }
        forget(index, until);
    }

    private void forget(AccessIndex index, long until) {
        long head = index.head(tenant());
        boolean many = head - index.first(tenant()) > MOST_VERSIONS;
        if (part.moment() != null && (head >= until || many)) {
            index.forgetBefore(tenant(), head);
        }
    }
}

package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Reads the pages that are probably asked for next while those before them are written: the rows one page after the
/// other, and the events of several pages at a time. Whoever asks for another page than guessed gets that, and what was
/// guessed of that tenant is forgotten.
final class ReadAhead {
    private static final Executor BACKGROUND =
            work -> Thread.ofPlatform().name("read-ahead").daemon().start(work);

    private final EventReader reader;
    private final Map<TenantId, Deque<Guess>> guesses = new HashMap<>();

    /// @param afterSeq where it begins, known when the one before it is read
    private record Guess(
            CompletableFuture<Long> afterSeq, CompletableFuture<Page> rows, CompletableFuture<List<Commit>> commits) {}

    ReadAhead(EventReader reader) {
        this.reader = reader;
    }

    /// The next commits of a tenant, as [EventReader#commits]; of what was read ahead there may be more of them.
    List<Commit> commits(TenantId tenant, long afterSeq, int atLeastEvents) {
        Deque<Guess> guessed = guesses.getOrDefault(tenant, new ArrayDeque<>());
        @Nullable Guess first = guessed.poll();
        if (first != null && joined(first.afterSeq()) == afterSeq) {
            List<Commit> commits = joined(first.commits());
            if (!commits.isEmpty()) { // else there may be something by now
                return commits;
            }
        }
        forget(tenant);
        return reader.commits(tenant, afterSeq, atLeastEvents, Projection.READS);
    }

    /// Sees to it that so many pages of a tenant are read ahead.
    ///
    /// @param afterSeq where the first of them begins
    void guess(TenantId tenant, long afterSeq, int atLeastEvents, int pages) {
        Deque<Guess> guessed = guesses.computeIfAbsent(tenant, _ -> new ArrayDeque<>());
        while (guessed.size() < pages) {
            @Nullable Guess last = guessed.peekLast();
            guessed.add(
                    last == null
                            ? read(tenant, CompletableFuture.completedFuture(afterSeq), atLeastEvents)
                            : read(tenant, last.rows().thenApply(Page::end), atLeastEvents));
        }
    }

    /// Nothing more is to be read of a tenant.
    void forget(TenantId tenant) {
        guesses.remove(tenant);
    }

    private Guess read(TenantId tenant, CompletableFuture<Long> after, int atLeastEvents) {
        CompletableFuture<Page> rows = after.thenApplyAsync(
                afterSeq -> reader.page(tenant, afterSeq, atLeastEvents, Projection.READS), BACKGROUND);
        return new Guess(after, rows, rows.thenApplyAsync(Page::commits, BACKGROUND));
    }

    private static <T> T joined(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}

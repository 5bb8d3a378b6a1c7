package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Reads the page that is probably asked for next while the one before it is written. At most one page waits;
/// whoever asks for another one gets that, and the guess is forgotten.
final class ReadAhead {
    private static final Executor BACKGROUND =
            work -> Thread.ofPlatform().name("read-ahead").daemon().start(work);

    private final EventReader reader;
    private @Nullable Guess guess;

    private record Guess(TenantId tenant, long afterSeq, CompletableFuture<List<Commit>> commits) {}

    ReadAhead(EventReader reader) {
        this.reader = reader;
    }

    /// The next commits of a tenant, as [EventReader#commits]; of what was read ahead there may be more of them.
    List<Commit> commits(TenantId tenant, long afterSeq, int atLeastEvents) {
        Guess guessed = guess;
        guess = null;
        return guessed != null && guessed.tenant().equals(tenant) && guessed.afterSeq() == afterSeq
                ? joined(guessed.commits())
                : reader.commits(tenant, afterSeq, atLeastEvents, Projection.READS);
    }

    /// Begins to read what is probably asked for next.
    void guess(TenantId tenant, long afterSeq, int atLeastEvents) {
        guess = new Guess(
                tenant,
                afterSeq,
                CompletableFuture.supplyAsync(
                        () -> reader.commits(tenant, afterSeq, atLeastEvents, Projection.READS), BACKGROUND));
    }

    private static List<Commit> joined(CompletableFuture<List<Commit>> commits) {
        try {
            return commits.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}

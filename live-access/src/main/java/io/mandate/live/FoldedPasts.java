package io.mandate.live;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.values.TenantId;
import io.mandate.live.PastFold.Part;
import io.mandate.store.follow.EventReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the index of this process has forgotten, folded again from the store when it is asked for.
/// Every version of the first so many events of a tenant is one part, which grows to where somebody
/// asks and answers about all moments in it; a moment beyond is folded by itself, which takes as much
/// memory as the present does. Whoever asks for the same waits for the same part; those used last are
/// kept for a while.
final class FoldedPasts implements AutoCloseable {
    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final String COMING =
            "This part of the past is not kept in memory here. It is being read from the store; ask again in a moment.";
    private static final String FAILED =
            "This part of the past could not be read from the store; its operator has been told.";

    private final FoldLimits limits;
    private final FoldTurns turns;

    FoldedPasts(EventReader reader, FoldLimits limits) {
        this.limits = limits;
        this.turns = new FoldTurns(reader, limits);
    }

    /// For one request.
    Patience patience() {
        return new Patience(limits.patience(), limits.kept());
    }

    /// How it was at the end of a commit.
    ///
    /// @throws TenantUnavailableException if it is not there in time, or too much is being folded
    AccessView at(TenantId tenant, long end, Patience patience) {
        Optional<TenantVersions> whole = whole(tenant, end, patience);
        if (whole.isPresent()) {
            return whole.get().at(end);
        }
        patience.another(tenant, end);
        return awaited(new Part(tenant, end), end, patience).at(tenant, end);
    }

    /// All there was, at least up to the end of a commit; empty if that is more than may be kept with every version.
    ///
    /// @throws TenantUnavailableException as in [#at]
    Optional<TenantVersions> whole(TenantId tenant, long end, Patience patience) {
        if (end > limits.events()) {
            return Optional.empty();
        }
        try {
            return Optional.of(awaited(new Part(tenant, null), end, patience).versions(tenant));
        } catch (TooMuchPastException _) {
            return Optional.empty();
        }
    }

    /// Of how many events there may be a whole, as far as is known.
    long most(TenantId tenant) {
        return turns.room(new Part(tenant, null)).orElse(limits.events());
    }

    /// @throws TooMuchPastException if there is no room for so much of it
    private AccessIndex awaited(Part part, long end, Patience patience) {
        CompletableFuture<AccessIndex> folded = turns.wish(part, end);
        try {
            return folded.get(patience.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new TenantUnavailableException(part.tenant(), COMING);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TooMuchPastException tooMuch) {
                throw tooMuch;
            }
            throw new TenantUnavailableException(part.tenant(), FAILED);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TenantUnavailableException(part.tenant(), COMING);
        } finally {
            folded.cancel(false);
        }
    }

    /// Gives up what nobody asked for lately.
    void dropUnused() {
        turns.dropUnused(UNUSED);
    }

    @Override
    public void close() {
        turns.close();
    }
}

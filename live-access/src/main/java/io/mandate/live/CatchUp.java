package io.mandate.live;

import io.mandate.store.Commit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/// Takes what is missing up to a head, page by page, while others may take the same commits.
final class CatchUp {
    private CatchUp() {}

    /// @param head the head of the store, beyond which it has nothing
    /// @param reached how far everybody together has come; it may grow between any two calls
    /// @param next the commits after a position, at least one where that is before the head
    /// @throws IllegalStateException if there is none
    static void upTo(long head, LongSupplier reached, LongFunction<List<Commit>> next, Consumer<Commit> take) {
        // Asked once in each round: if somebody else took the rest meanwhile, nothing is left to be read after it.
        for (long from = reached.getAsLong(); from < head; from = reached.getAsLong()) {
            List<Commit> commits = next.apply(from);
            if (commits.isEmpty()) {
                throw new IllegalStateException("the store has no commit after " + from);
            }
            commits.forEach(take);
        }
    }
}

package io.mandate.access;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The first so many in order of what is offered in none: one page of a walk that needs no more memory than that page.
/// For use by one thread.
public final class FirstInOrder<T extends Comparable<T>> {
    private final PriorityQueue<T> smallest;
    private final @Nullable T after;
    private final int most;

    /// @param after only what comes after this; null: from the first
    /// @param most 1 or more
    public FirstInOrder(@Nullable T after, int most) {
        this.smallest = new PriorityQueue<>(Comparator.reverseOrder());
        this.after = after;
        this.most = most;
    }

    /// Whether it would be one of them as far as is known, so that a costly question about others need not be asked.
    public boolean wants(T offered) {
        return (after == null || offered.compareTo(after) > 0)
                && (smallest.size() < most || offered.compareTo(smallest.element()) < 0);
    }

    /// Takes something that is [wanted][#wants], and of which nothing equal was taken.
    public void take(T offered) {
        smallest.add(offered);
        if (smallest.size() > most) {
            smallest.remove();
        }
    }

    public List<T> inOrder() {
        return smallest.stream().sorted().toList();
    }
}

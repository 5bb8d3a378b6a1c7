package io.mandate.access.index;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The versions of one thing by position. One thread adds, any number read without a lock: a reader sees the versions
/// that were there when it asked, in arrays whose used part is never written again.
final class Timeline<T> {
    private volatile Versions versions = new Versions(new long[1], new Object[1], 0);

    private static final class Versions {
        final long[] seqs;
        final @Nullable Object[] values;
        final int size;

        Versions(long[] seqs, @Nullable Object[] values, int size) {
            this.seqs = seqs;
            this.values = values;
            this.size = size;
        }

        int numberAt(long seq) {
            int last = size - 1;
            if (last >= 0 && seqs[last] > seq) {
                int found = Arrays.binarySearch(seqs, 0, size, seq);
                last = found >= 0 ? found : -found - 2;
            }
            return last;
        }
    }

    /// Adds the version that holds from this position on, which lies behind all others.
    void add(long seq, T value) {
        Versions known = versions;
        long[] seqs = known.seqs;
        @Nullable Object[] values = known.values;
        if (known.size == seqs.length) {
            seqs = Arrays.copyOf(seqs, seqs.length * 2);
            values = Arrays.copyOf(values, values.length * 2);
        }
        seqs[known.size] = seq;
        values[known.size] = value;
        versions = new Versions(seqs, values, known.size + 1);
    }

    /// The version that held at a position and all later ones; empty if there are none.
    Timeline<T> from(long seq) {
        return from(seq, UnaryOperator.identity());
    }

    /// As the other, with each version changed.
    @SuppressWarnings("unchecked") // only add() writes, and it takes a T
    Timeline<T> from(long seq, UnaryOperator<T> change) {
        Versions known = versions;
        Timeline<T> kept = new Timeline<>();
        for (int number = Math.max(0, known.numberAt(seq)); number < known.size; number++) {
            kept.add(known.seqs[number], change.apply((T) Objects.requireNonNull(known.values[number])));
        }
        return kept;
    }

    /// How many versions there are.
    int size() {
        return versions.size;
    }

    /// The version that held at this position; null before the first.
    @SuppressWarnings("unchecked") // only add() writes, and it takes a T
    @Nullable
    T at(long seq) {
        Versions known = versions;
        int number = known.numberAt(seq);
        return number < 0 ? null : (T) known.values[number];
    }

    /// The position from which that version held; 0 before the first.
    long since(long seq) {
        Versions known = versions;
        int number = known.numberAt(seq);
        return number < 0 ? 0 : known.seqs[number];
    }

    /// Which version that is, counted from 0; -1 before the first.
    int numberAt(long seq) {
        return versions.numberAt(seq);
    }

    /// The positions after one and up to another at which a version began, in order.
    long[] changes(long after, long until) {
        Versions known = versions;
        int from = firstAfter(known, after);
        return Arrays.copyOfRange(known.seqs, from, Math.max(from, firstAfter(known, until)));
    }

    private static int firstAfter(Versions known, long seq) {
        int found = Arrays.binarySearch(known.seqs, 0, known.size, seq);
        return found >= 0 ? found + 1 : -found - 1;
    }
}

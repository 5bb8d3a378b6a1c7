package io.mandate.access.index;

import java.util.Arrays;

/// Where commits end: one bit for each position, so that a position inside a commit can be rounded down.
final class CommitEnds {
    private volatile long[] words = new long[1];

    void add(long seq) {
        int word = word(seq);
        long[] known = words;
        if (word >= known.length) {
            known = Arrays.copyOf(known, Math.max(word + 1, known.length + (known.length >> 1) + 1));
        }
        known[word] |= 1L << seq;
        words = known; // published for readers, also where it is the same array
    }

    /// The last end of a commit at or before this position; 0 if there is none.
    long atOrBefore(long seq) {
        long[] known = words;
        int word = word(seq);
        long bits = known[word] & (-1L >>> (63 - (seq & 63)));
        while (bits == 0) {
            if (word == 0) {
                return 0;
            }
            bits = known[--word];
        }
        return ((long) word << 6) + 63 - Long.numberOfLeadingZeros(bits);
    }

    private static int word(long seq) {
        return Math.toIntExact(seq >> 6);
    }
}

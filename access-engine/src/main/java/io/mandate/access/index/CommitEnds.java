package io.mandate.access.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// Where commits end: one bit for each position, so that a position inside a commit can be rounded down, and a count
/// for every 64 of them, so that commits can be numbered 0, 1, 2, ..
final class CommitEnds {
    private volatile long[] words = new long[1];
    /// How many commits end in the words before each word.
    private volatile int[] before = new int[1];

    private int lastWord;

    void add(long seq) {
        int word = word(seq);
        long[] known = words;
        if (word >= known.length) {
            known = Arrays.copyOf(known, Math.max(word + 1, known.length + (known.length >> 1) + 1));
            before = Arrays.copyOf(before, known.length);
        }
        int[] counts = before;
        for (; lastWord < word; lastWord++) {
            counts[lastWord + 1] = counts[lastWord] + Long.bitCount(known[lastWord]);
        }
        known[word] |= 1L << seq;
        before = counts;
        words = known; // published for readers, also where it is the same array
    }

    void write(DataOutputStream out, long until) throws IOException {
        long[] known = words;
        int last = word(until);
        for (int word = 0; word <= last; word++) {
            long bits = known[word];
            out.writeLong(word < last ? bits : bits & (-1L >>> (63 - (until & 63))));
        }
    }

    void read(DataInputStream in, long until) throws IOException {
        for (int word = 0; word <= word(until); word++) {
            for (long bits = in.readLong(); bits != 0; bits &= bits - 1) {
                add(((long) word << 6) + Long.numberOfTrailingZeros(bits));
            }
        }
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

    /// The end of the commit in which a position lies, which must have ended.
    long atOrAfter(long seq) {
        long[] known = words;
        int word = word(seq);
        long bits = known[word] & (-1L << (seq & 63));
        while (bits == 0) {
            bits = known[++word];
        }
        return ((long) word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /// The number of the commit that ends at a position.
    int number(long end) {
        int word = word(end);
        return before[word] + Long.bitCount(words[word] & ((1L << (end & 63)) - 1));
    }

    /// Where the commit with that number ends, looking no further than a position.
    long end(int number, long until) {
        int[] counts = before;
        int low = 0;
        int high = word(until);
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (counts[middle] <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        long bits = words[low];
        for (int skip = number - counts[low]; skip > 0; skip--) {
            bits &= bits - 1;
        }
        return ((long) low << 6) + Long.numberOfTrailingZeros(bits);
    }

    private static int word(long seq) {
        return Math.toIntExact(seq >> 6);
    }
}

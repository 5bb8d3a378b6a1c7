package io.mandate.access.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// The versions of all users of a tenant, 24 bytes each, in one growing table of numbers. A row is written before it
/// is reachable and never changes after.
///
/// The three words of a row: its position; cohort and extra; the row of the version before (-1 for none) and four
/// bytes that say how far before the row's position status, role, profile and perimeter were set: distance + 1, or 0
/// where they come from an earlier version.
final class UserRows {
    static final int FACTS = 4;
    /// The farthest a fact may lie before its row.
    static final int FARTHEST = 254;

    private static final int WORDS = 3;
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /// The first chunk begins small: most tenants are.
    private static final int SMALLEST = 16;

    private volatile long[][] chunks = {new long[SMALLEST * WORDS]};
    private int size;

    /// Adds a version and returns its row. One writer at a time.
    int add(long seq, int cohort, int extra, int previous, int facts) {
        int row = size++;
        long[] chunk = chunkFor(row);
        int at = (row & (CHUNK - 1)) * WORDS;
        chunk[at] = seq;
        chunk[at + 1] = pair(cohort, extra);
        chunk[at + 2] = pair(previous, facts);
        return row;
    }

    private long[] chunkFor(int row) {
        long[][] known = chunks;
        int number = row >> CHUNK_BITS;
        if (number == known.length) {
            known = Arrays.copyOf(known, known.length + Math.max(1, known.length >> 3));
        }
        long[] chunk = number < known.length ? known[number] : null;
        int rows = chunk == null ? 0 : chunk.length / WORDS;
        if ((row & (CHUNK - 1)) >= rows) {
            int larger = number > 0 ? CHUNK : Math.max(SMALLEST, rows * 2);
            if (chunk == null) {
                chunk = new long[larger * WORDS];
            } else {
                chunk = Arrays.copyOf(chunk, larger * WORDS);
                known = known.clone(); // readers must not meet the copy before all of it is there
            }
            known[number] = chunk;
        }
        chunks = known;
        return known[number];
    }

    /// For the writer.
    int size() {
        return size;
    }

    void write(DataOutputStream out, int rows) throws IOException {
        out.writeInt(rows);
        for (int row = 0; row < rows; row++) {
            for (int number = 0; number < WORDS; number++) {
                out.writeLong(word(row, number));
            }
        }
    }

    void read(DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            int row = size++;
            long[] chunk = chunkFor(row);
            for (int number = 0; number < WORDS; number++) {
                chunk[(row & (CHUNK - 1)) * WORDS + number] = in.readLong();
            }
        }
    }

    long seq(int row) {
        return word(row, 0);
    }

    int cohort(int row) {
        return (int) (word(row, 1) >>> 32);
    }

    int extra(int row) {
        return (int) word(row, 1);
    }

    int previous(int row) {
        return (int) (word(row, 2) >>> 32);
    }

    /// Four bytes that say how far before the row its facts were set; see [#add].
    int distances(int row) {
        return (int) word(row, 2);
    }

    /// The version that held at a position, beginning the search at a later one; -1 if there was none yet.
    int atOrBefore(int latest, long seq) {
        int row = latest;
        while (row >= 0 && seq(row) > seq) {
            row = previous(row);
        }
        return row;
    }

    /// The position at which a fact was set, as seen from a version.
    long fact(int latest, int number) {
        for (int row = latest; row >= 0; row = previous(row)) {
            int distance = ((int) word(row, 2) >>> (number * 8)) & 0xff;
            if (distance != 0) {
                return seq(row) - distance + 1;
            }
        }
        throw new IllegalStateException("a user's first version sets all facts");
    }

    private long word(int row, int number) {
        return chunks[row >> CHUNK_BITS][(row & (CHUNK - 1)) * WORDS + number];
    }

    private static long pair(int high, int low) {
        return ((long) high << 32) | (low & 0xffffffffL);
    }
}

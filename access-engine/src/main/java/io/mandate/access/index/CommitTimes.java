package io.mandate.access.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// When each commit was recorded, by its number: 8 bytes a commit, so that no question about an instant has to ask the
/// store. One thread adds, any number read what was published.
final class CommitTimes {
    private static final long FURTHEST = Long.MAX_VALUE / 1_000_000L - 1;

    private volatile long[] micros = new long[8];
    private int size;

    void add(Instant recordedAt) {
        long[] known = micros;
        if (size == known.length) {
            known = Arrays.copyOf(known, known.length + (known.length >> 1));
        }
        known[size++] = micros(recordedAt);
        micros = known; // published for readers, also where it is the same array
    }

    void write(DataOutputStream out, int count) throws IOException {
        long[] known = micros;
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeLong(known[i]);
        }
    }

    void read(DataInputStream in) throws IOException {
        size = in.readInt();
        long[] read = new long[Math.max(8, size)];
        for (int i = 0; i < size; i++) {
            read[i] = in.readLong();
        }
        micros = read;
    }

    Instant at(int number) {
        return Instant.EPOCH.plus(micros[number], ChronoUnit.MICROS);
    }

    /// The last of the commits 0 to `last` that was recorded at or before an instant; -1 if none was.
    int atOrBefore(Instant instant, int last) {
        // What lies between two microseconds belongs to the earlier one.
        long wanted = micros(instant);
        int found = Arrays.binarySearch(micros, 0, last + 1, wanted);
        return found >= 0 ? found : -found - 2;
    }

    /// What lies further away than 292,000 years is before or after everything.
    private static long micros(Instant instant) {
        long second = instant.getEpochSecond();
        return Math.abs(second) > FURTHEST
                ? second < 0 ? Long.MIN_VALUE : Long.MAX_VALUE
                : second * 1_000_000L + instant.getNano() / 1_000L;
    }
}

package io.mandate.access.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One record for each user of a tenant, one after the other in tables of ints: its latest row, the length of its id,
/// and the id, four characters in an int (ids are ASCII). What a decision needs of a user to begin with lies in one
/// place of memory that way; as objects the ids would be three more places, and take three times the room.
///
/// A record is found by its place. One writer at a time; a record is there before its place is given out.
final class UserRecords {
    private static final VarHandle ROW = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /// The first chunk begins small: most tenants are.
    private static final int SMALLEST = 64;

    private volatile int[][] chunks = {new int[SMALLEST]};
    private int end;

    int add(String id, int row) {
        int length = 2 + (id.length() >> 2);
        int place = end;
        if ((place & (CHUNK - 1)) + length > CHUNK) { // a record lies in one chunk
            place = (place | (CHUNK - 1)) + 1;
        }
        int at = place & (CHUNK - 1);
        int[] chunk = chunkFor(place, at + length);
        for (int i = 1; i < length; i++) {
            chunk[at + i] = word(id, i * 4 - 5);
        }
        ROW.setRelease(chunk, at, row);
        end = place + length;
        return place;
    }

    int row(int place) {
        return (int) ROW.getAcquire(chunks[place >> CHUNK_BITS], place & (CHUNK - 1));
    }

    void row(int place, int row) {
        ROW.setRelease(chunks[place >> CHUNK_BITS], place & (CHUNK - 1), row);
    }

    boolean holds(int place, String id) {
        int[] chunk = chunks[place >> CHUNK_BITS];
        int at = (place & (CHUNK - 1)) + 1;
        if (chunk[at] != word(id, -1)) {
            return false;
        }
        int length = id.length();
        int from = 3;
        for (; from + 4 <= length; from += 4) {
            int four = id.charAt(from)
                    | (id.charAt(from + 1) << 8)
                    | (id.charAt(from + 2) << 16)
                    | (id.charAt(from + 3) << 24);
            if (chunk[++at] != four) {
                return false;
            }
        }
        return from >= length || chunk[at + 1] == word(id, from);
    }

    /// Compares the ids of two records, as their texts compare.
    int compare(int one, int other) {
        int[] chunk = chunks[one >> CHUNK_BITS];
        int[] otherChunk = chunks[other >> CHUNK_BITS];
        int at = (one & (CHUNK - 1)) + 1;
        int otherAt = (other & (CHUNK - 1)) + 1;
        int length = chunk[at] & 0xff;
        int otherLength = otherChunk[otherAt] & 0xff;
        for (int i = 0; i < Math.min(length, otherLength); i++) {
            int difference = character(chunk, at, i) - character(otherChunk, otherAt, i);
            if (difference != 0) {
                return difference;
            }
        }
        return length - otherLength;
    }

    /// Compares the id of a record with another id.
    int compare(int place, String id) {
        int[] chunk = chunks[place >> CHUNK_BITS];
        int at = (place & (CHUNK - 1)) + 1;
        int length = chunk[at] & 0xff;
        for (int i = 0; i < Math.min(length, id.length()); i++) {
            int difference = character(chunk, at, i) - id.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return length - id.length();
    }

    private static int character(int[] chunk, int at, int i) {
        return (chunk[at + ((i + 1) >> 2)] >> (((i + 1) & 3) * 8)) & 0xff;
    }

    String id(int place) {
        int[] chunk = chunks[place >> CHUNK_BITS];
        int at = (place & (CHUNK - 1)) + 1;
        byte[] id = new byte[chunk[at] & 0xff];
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) character(chunk, at, i);
        }
        return new String(id, StandardCharsets.US_ASCII);
    }

    /// Four characters from there on; the one before the first is the length, those behind the last are 0.
    private static int word(String id, int from) {
        int word = 0;
        for (int i = Math.min(4, id.length() - from) - 1; i >= 0; i--) {
            int character = from + i;
            word = (word << 8) | (character < 0 ? id.length() : id.charAt(character));
        }
        return word;
    }

    private int[] chunkFor(int place, int length) {
        int[][] known = chunks;
        int number = place >> CHUNK_BITS;
        if (number == known.length) {
            known = Arrays.copyOf(known, known.length + Math.max(1, known.length >> 3));
        }
        int[] chunk = number < known.length ? known[number] : null;
        if (chunk == null || chunk.length < length) {
            int larger = number > 0 || chunk == null ? CHUNK : Math.min(CHUNK, Math.max(length, chunk.length * 2));
            known = known.clone(); // readers must not meet the copy before all of it is there
            known[number] = chunk == null ? new int[larger] : Arrays.copyOf(chunk, larger);
        }
        chunks = known;
        return known[number];
    }
}

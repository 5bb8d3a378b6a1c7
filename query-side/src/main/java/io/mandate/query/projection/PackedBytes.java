package io.mandate.query.projection;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/// Records of bytes beside the heap, each found by its first bytes, and each with a mark.
final class PackedBytes implements AutoCloseable {
    /// No place.
    static final long NONE = -1;

    /// The mark of what moved elsewhere.
    private static final int GONE = -1;

    /// A record stands behind the room it has, its length and its mark.
    private static final int HEAD = 2 * Integer.BYTES + 1;
    private static final int STEP = 32;

    private final int seed = ThreadLocalRandom.current().nextInt();
    private final Pages pages = new Pages();
    private long[] places = new long[1 << 8];
    private int[] hashes = new int[places.length];
    private int count;

    /// Where the record is that begins with these bytes, or [#NONE].
    long find(byte[] key, int length) {
        return places[slot(key, length, hash(key, length))] - 1;
    }

    /// The place that was taken after that one, the first after [#NONE]; [#NONE] after the last.
    long next(long place) {
        int number = place == NONE ? 0 : number(place);
        int offset = place == NONE ? 0 : offset(place) + HEAD + room(place);
        while (number < pages.count()) {
            ByteBuffer page = pages.page(number);
            while (offset < page.position()) {
                if (page.get(offset + HEAD - 1) != GONE) {
                    return place(number, offset);
                }
                offset += HEAD + page.getInt(offset);
            }
            number++;
            offset = 0;
        }
        return NONE;
    }

    int mark(long place) {
        return page(place).get(offset(place) + HEAD - 1);
    }

    /// @param mark 0 to 127
    void mark(long place, int mark) {
        page(place).put(offset(place) + HEAD - 1, (byte) mark);
    }

    /// The page in which a record stands.
    ByteBuffer page(long place) {
        return pages.page(number(place));
    }

    /// Where a record begins in its page.
    int at(long place) {
        return offset(place) + HEAD;
    }

    int length(long place) {
        return page(place).getInt(offset(place) + Integer.BYTES);
    }

    /// Keeps a record, in place of one that begins with the same bytes.
    ///
    /// @param keyLength so many bytes tell it from the others; no key is the beginning of another one
    void put(byte[] record, int length, int keyLength, int mark) {
        int hash = hash(record, keyLength);
        int slot = slot(record, keyLength, hash);
        long place = places[slot] - 1;
        if (place == NONE) {
            count++;
        } else if (room(place) < length) {
            mark(place, GONE);
            place = NONE;
        }
        if (place == NONE) {
            place = take(length);
            places[slot] = place + 1;
            hashes[slot] = hash;
        }
        ByteBuffer page = page(place);
        page.putInt(offset(place) + Integer.BYTES, length);
        page.put(at(place), record, 0, length);
        mark(place, mark);
        if (2 * count > places.length) {
            grow();
        }
    }

    /// How much memory it takes.
    long bytes() {
        return pages.bytes() + (long) places.length * (Long.BYTES + Integer.BYTES);
    }

    @Override
    public void close() {
        pages.close();
    }

    private int room(long place) {
        return page(place).getInt(offset(place));
    }

    private static long place(int number, int offset) {
        return ((long) number << Integer.SIZE) | offset;
    }

    private static int number(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    private static int offset(long place) {
        return (int) place;
    }

    /// A place for a record that may grow a little.
    private long take(int length) {
        int room = (length + STEP - 1) / STEP * STEP;
        ByteBuffer page = pages.withRoom(HEAD + room);
        int offset = page.position();
        page.putInt(room).position(offset + HEAD + room);
        return place(pages.count() - 1, offset);
    }

    /// Where the place of the record is noted that begins with these bytes, or where it would be.
    private int slot(byte[] key, int length, int hash) {
        int slot = hash & (places.length - 1);
        while (places[slot] != 0 && !(hashes[slot] == hash && begins(places[slot] - 1, key, length))) {
            slot = (slot + 1) & (places.length - 1);
        }
        return slot;
    }

    private boolean begins(long place, byte[] key, int length) {
        return length(place) >= length && page(place).slice(at(place), length).equals(ByteBuffer.wrap(key, 0, length));
    }

    private void grow() {
        long[] before = places;
        int[] hashed = hashes;
        places = new long[2 * before.length];
        hashes = new int[places.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                int slot = hashed[i] & (places.length - 1);
                while (places[slot] != 0) {
                    slot = (slot + 1) & (places.length - 1);
                }
                places[slot] = before[i];
                hashes[slot] = hashed[i];
            }
        }
    }

    /// FNV-1a from a beginning that nobody knows: who chooses keys cannot choose those that meet.
    private int hash(byte[] key, int length) {
        int hash = seed;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ key[i]) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}

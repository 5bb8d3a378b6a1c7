package io.mandate.access.index;

import io.mandate.events.values.UserId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/// Numbers the users of a tenant 0, 1, 2, .. and finds the record of a user by its id: an open hash table of four bytes
/// a slot. The bits of a slot that the place of
/// the record does not need hold a part of the hash, so that a foreign record is rarely looked at.
///
/// Ids are chosen by callers, who may choose them to collide: after a bounded search the rest is kept in a map that
/// stays fast for such ids.
final class UserTable {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int LONGEST_SEARCH = 64;
    private static final int MOST_PLACE_BITS = 31;

    private final UserRecords records = new UserRecords();
    private final ConcurrentHashMap<UserId, Integer> crowded = new ConcurrentHashMap<>();
    private volatile Slots slots = new Slots(4, 8);
    /// The place of each record, by the user's number: in rising order.
    private volatile int[] places = new int[8];
    private volatile int size;

    private static final class Slots {
        final int[] table;
        final int bits;
        final int placeBits;

        Slots(int bits, int placeBits) {
            this.table = new int[1 << bits];
            this.bits = bits;
            this.placeBits = placeBits;
        }
    }

    UserRecords records() {
        return records;
    }

    /// The place of a user's record; -1 if there is none.
    int find(UserId id) {
        String written = id.value();
        Slots now = slots;
        int mask = now.table.length - 1;
        int places = -1 >>> (32 - now.placeBits);
        int hash = mix(written);
        int mark = hash << now.placeBits;
        int at = hash >>> (32 - now.bits);
        for (int i = 0; i < LONGEST_SEARCH; i++, at = (at + 1) & mask) {
            int slot = (int) SLOT.getAcquire(now.table, at);
            if (slot == 0) {
                return -1;
            }
            int place = (slot & places) - 1;
            if ((slot & ~places) == mark && records.holds(place, written)) {
                return place;
            }
        }
        Integer place = crowded.get(id);
        return place == null ? -1 : place;
    }

    /// The place of the record of a user by its number.
    int place(int number) {
        return places[number];
    }

    /// The number of the user whose record is at that place.
    int number(int place) {
        // The size first: it is published after the places, so that these are at least as many.
        int known = size;
        return Arrays.binarySearch(places, 0, known, place);
    }

    /// How many users have a number.
    int size() {
        return size;
    }

    /// Adds a user that has no record, with its first row. One writer at a time.
    void add(String id, int row) {
        int number = size;
        int place = records.add(id, row);
        int[] known = places;
        if (number == known.length) {
            known = Arrays.copyOf(known, known.length + (known.length >> 2) + 8);
        }
        known[number] = place;
        places = known;
        size = number + 1;
        Slots now = slots;
        boolean full = (number + 1) * 4L > now.table.length * 3L;
        boolean far = place >= (-1 >>> (32 - now.placeBits)) && now.placeBits < MOST_PLACE_BITS;
        if (full || far) {
            slots = grown(now.bits + (full ? 1 : 0), Math.min(MOST_PLACE_BITS, now.placeBits + (far ? 2 : 0)));
        } else {
            put(now, id, place);
        }
    }

    private Slots grown(int bits, int placeBits) {
        Slots larger = new Slots(bits, placeBits);
        for (int number = 0; number < size; number++) {
            put(larger, records.id(places[number]), places[number]);
        }
        return larger;
    }

    private void put(Slots into, String id, int place) {
        int mask = into.table.length - 1;
        int hash = mix(id);
        int at = hash >>> (32 - into.bits);
        for (int i = 0; i < LONGEST_SEARCH; i++, at = (at + 1) & mask) {
            if (into.table[at] == 0) {
                SLOT.setRelease(into.table, at, (hash << into.placeBits) | (place + 1));
                return;
            }
        }
        crowded.put(new UserId(id), place);
    }

    private static int mix(String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}

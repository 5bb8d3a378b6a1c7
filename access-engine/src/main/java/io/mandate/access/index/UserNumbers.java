package io.mandate.access.index;

import io.mandate.events.values.UserId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Gives each user of a tenant a number, 0, 1, 2, .., and finds it again: an open hash table of four bytes a slot.
/// The bits of a slot that its number does not need hold a part of the hash, so that a foreign id is rarely looked
/// at.
///
/// Ids are chosen by callers, who may choose them to collide: after a bounded search the rest is kept in a map that
/// stays fast for such ids.
final class UserNumbers {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int LONGEST_SEARCH = 64;

    private volatile Slots slots = new Slots(new int[16], 4);
    private volatile @Nullable UserId[] ids = new UserId[8];
    private final ConcurrentHashMap<UserId, Integer> crowded = new ConcurrentHashMap<>();
    private volatile int size;

    private static final class Slots {
        final int[] table;
        final int bits;

        Slots(int[] table, int bits) {
            this.table = table;
            this.bits = bits;
        }
    }

    /// The number of a user; -1 if it has none.
    int find(UserId id) {
        Slots now = slots;
        int bits = now.bits;
        int mask = now.table.length - 1;
        int hash = mix(id);
        int mark = hash << bits;
        int place = hash >>> (32 - bits);
        for (int i = 0; i < LONGEST_SEARCH; i++, place = (place + 1) & mask) {
            int slot = (int) SLOT.getAcquire(now.table, place);
            if (slot == 0) {
                return -1;
            }
            if ((slot & ~mask) == mark && id.equals(ids[(slot & mask) - 1])) {
                return (slot & mask) - 1;
            }
        }
        Integer number = crowded.get(id);
        return number == null ? -1 : number;
    }

    /// Gives the next number to a user that has none. One writer at a time.
    int add(UserId id) {
        int number = size;
        @Nullable UserId[] known = ids;
        if (number == known.length) {
            known = Arrays.copyOf(known, known.length + (known.length >> 2) + 8);
        }
        known[number] = id;
        ids = known;
        Slots now = slots;
        if ((number + 1) * 4L > now.table.length * 3L) {
            slots = grown(known, number + 1, now.bits + 1);
        } else {
            put(now, id, number);
        }
        size = number + 1;
        return number;
    }

    UserId id(int number) {
        UserId id = ids[number];
        if (id == null) {
            throw new IllegalStateException("there is no user " + number);
        }
        return id;
    }

    /// How many users have a number.
    int size() {
        return size;
    }

    private Slots grown(@Nullable UserId[] known, int count, int bits) {
        Slots larger = new Slots(new int[1 << bits], bits);
        for (int number = 0; number < count; number++) {
            UserId id = known[number];
            if (id != null) {
                put(larger, id, number);
            }
        }
        return larger;
    }

    private void put(Slots into, UserId id, int number) {
        int mask = into.table.length - 1;
        int hash = mix(id);
        int place = hash >>> (32 - into.bits);
        for (int i = 0; i < LONGEST_SEARCH; i++, place = (place + 1) & mask) {
            if (into.table[place] == 0) {
                SLOT.setRelease(into.table, place, (hash << into.bits) | (number + 1));
                return;
            }
        }
        crowded.put(id, number);
    }

    private static int mix(UserId id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}

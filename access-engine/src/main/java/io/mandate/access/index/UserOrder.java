package io.mandate.access.index;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The numbers of a tenant's users in the order of their ids. It is made when first asked for, 4 bytes a user, and kept
/// as long as there is memory to spare; users that came since are sorted into it.
final class UserOrder {
    private final UserTable table;
    private SoftReference<int[]> known = new SoftReference<>(null);

    UserOrder(UserTable table) {
        this.table = table;
    }

    /// Of all users there are now. Not to be changed.
    synchronized int[] all() {
        int size = table.size();
        int @Nullable [] kept = known.get();
        int[] old = kept == null ? new int[0] : kept;
        if (old.length < size) {
            int[] all = Arrays.copyOf(old, size);
            for (int number = old.length; number < size; number++) {
                all[number] = number;
            }
            sort(all, old.length, size);
            merge(all.clone(), 0, old.length, size, all);
            known = new SoftReference<>(all);
            return all;
        }
        return old;
    }

    /// Where those begin in the order whose ids come after one.
    int firstAfter(int[] order, String id) {
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (table.records().compare(table.place(order[middle]), id) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Merges runs of rising width; the library sorts numbers by themselves only, or as objects.
    private void sort(int[] numbers, int from, int to) {
        int[] source = numbers;
        int[] target = numbers.clone();
        boolean there = true;
        for (int width = 1; width < to - from; width *= 2) {
            for (int at = from; at < to; at += 2 * width) {
                merge(source, at, Math.min(at + width, to), Math.min(at + 2 * width, to), target);
            }
            int[] merged = target;
            target = source;
            source = merged;
            there = !there;
        }
        if (!there) {
            System.arraycopy(source, from, numbers, from, to - from);
        }
    }

    private void merge(int[] source, int from, int middle, int to, int[] target) {
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean first = left < middle && (right >= to || before(source[left], source[right]));
            target[at] = first ? source[left++] : source[right++];
        }
    }

    private boolean before(int one, int other) {
        return table.records().compare(table.place(one), table.place(other)) < 0;
    }
}

package io.mandate.access.index;

import io.mandate.access.user.Cohort;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// How many users each cohort has, by the cohort's number. Immutable: a change copies only the block it touches, so
/// that every head can keep its own.
final class Counts {
    static final Counts NONE = new Counts(new long[0][]);
    private static final int BLOCK = 64;

    private final long[][] blocks;

    private Counts(long[][] blocks) {
        this.blocks = blocks;
    }

    long of(int cohort) {
        int block = cohort / BLOCK;
        return block < blocks.length ? blocks[block][cohort % BLOCK] : 0;
    }

    static Counts of(long[] counts) {
        Map<Integer, Long> all = new HashMap<>();
        for (int cohort = 0; cohort < counts.length; cohort++) {
            if (counts[cohort] != 0) {
                all.put(cohort, counts[cohort]);
            }
        }
        return NONE.plus(all);
    }

    /// Of the first so many cohorts.
    long[] all(int cohorts) {
        long[] all = new long[cohorts];
        for (int cohort = 0; cohort < cohorts; cohort++) {
            all[cohort] = of(cohort);
        }
        return all;
    }

    /// The cohorts that have any users.
    Map<Cohort, Long> byCohort(Users users) {
        Map<Cohort, Long> found = new HashMap<>();
        for (int cohort = 0; cohort < blocks.length * BLOCK; cohort++) {
            long count = of(cohort);
            if (count != 0) {
                found.put(users.cohortOf(cohort), count);
            }
        }
        return found;
    }

    Counts plus(Map<Integer, Long> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        int highest =
                changes.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        long[][] changed = Arrays.copyOf(blocks, Math.max(blocks.length, highest / BLOCK + 1));
        for (int i = blocks.length; i < changed.length; i++) {
            changed[i] = new long[BLOCK];
        }
        changes.keySet().stream()
                .map(cohort -> cohort / BLOCK)
                .distinct()
                .filter(block -> block < blocks.length)
                .forEach(block -> changed[block] = blocks[block].clone());
        changes.forEach((cohort, change) -> changed[cohort / BLOCK][cohort % BLOCK] += change);
        return new Counts(changed);
    }
}

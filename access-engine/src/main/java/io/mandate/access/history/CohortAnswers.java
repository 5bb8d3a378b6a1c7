package io.mandate.access.history;

import io.mandate.access.user.Cohort;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.function.LongPredicate;

/// The answers for the cohorts of a window, each given once: between two breaks of a cohort all of its users have
/// the same. Whoever is in the cohort at the time is asked about, so that nothing has to be made up.
final class CohortAnswers {
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final Breaks breaks;
    private final long first;
    private final long last;
    private final IdentityHashMap<Cohort, Times> known = new IdentityHashMap<>();

    /// @param breaks those of the window
    CohortAnswers(Breaks breaks, long first, long last) {
        this.breaks = breaks;
        this.first = first;
        this.last = last;
    }

    /// The times between breaks by where they begin, and what is known of each.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Times(long[] begins, byte[] answers) {}

    /// Whether the answer is yes at any moment of a time that a user belonged to a cohort.
    ///
    /// @param until no part of it
    /// @param answer asks about a position
    boolean any(Cohort cohort, long from, long until, LongPredicate answer) {
        Times times = known.get(cohort);
        if (times == null) {
            times = times(cohort);
            known.put(cohort, times);
        }
        int found = Arrays.binarySearch(times.begins, from);
        for (int i = found >= 0 ? found : -found - 2; i < times.begins.length && times.begins[i] < until; i++) {
            if (times.answers[i] == 0) {
                times.answers[i] = answer.test(Math.max(times.begins[i], from)) ? YES : NO;
            }
            if (times.answers[i] == YES) {
                return true;
            }
        }
        return false;
    }

    private Times times(Cohort cohort) {
        long[] inside = breaks.of(cohort, first, last);
        long[] begins = new long[inside.length + 1];
        begins[0] = first;
        System.arraycopy(inside, 0, begins, 1, inside.length);
        return new Times(begins, new byte[begins.length]);
    }
}

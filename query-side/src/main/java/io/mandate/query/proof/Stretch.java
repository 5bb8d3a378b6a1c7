package io.mandate.query.proof;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.query.history.MomentReports.Moment;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Events that an answer rests on without a gap: whoever holds them all sees that nothing else
/// happened in between.
///
/// @param first the first of them; one more than the last where there are none
/// @param last the last of them, which ends a commit
/// @param name the parameter that makes them fewer
/// @param what must be done with it, where they are too many or too large, up to how much it is
record Stretch(long first, long last, String name, String what) {
    /// So many events a pack takes; its proofs are some 10 MB then.
    static final int MOST = 5_000;

    /// All events of a commit. Refused where they are too many.
    static Stretch ofCommit(Position first, Position last) {
        return required(first.seq(), last.seq(), "position", "must be of a smaller commit: this one has ");
    }

    /// All events behind a moment, up to another. Refused where they are too many.
    static Stretch between(Position from, Position to) {
        return required(from.seq() + 1, to.seq(), "from", "must be nearer to \"to\": between them are ");
    }

    /// None but the neighbours: they show that what was asked about is this position. Null for the present, of which
    /// nothing says where it was.
    static @Nullable Stretch of(Moment moment, Position then) {
        return moment.isNow()
                ? null
                : new Stretch(then.seq() + 1, then.seq(), "position", "must be another one: the answer rests on ");
    }

    private static Stretch required(long first, long last, String name, String what) {
        Stretch stretch = new Stretch(first, last, name, what);
        long events = last - first + 1;
        if (events > MOST) {
            throw stretch.refused(events + " events, and a pack takes " + MOST);
        }
        return stretch;
    }

    /// What says that this is more than a pack takes, and what to do.
    InvalidValueException refused(String more) {
        return new InvalidValueException(name, what + more + "; GET /v1/exports/log gives all");
    }

    /// Its events and its neighbours, as far as a log has any: the one before shows that nothing
    /// was left out at the beginning, the one behind it that nothing was at the end.
    SortedSet<Long> within(long size) {
        SortedSet<Long> seqs = new TreeSet<>();
        for (long seq = Math.max(1, first - 1); seq <= Math.min(size, last + 1); seq++) {
            seqs.add(seq);
        }
        return seqs;
    }
}

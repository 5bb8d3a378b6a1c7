package io.mandate.query.proof;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import java.util.SortedSet;
import java.util.TreeSet;

/// Events that an answer rests on without a gap: whoever holds them all sees that nothing else
/// happened in between.
///
/// @param first the first of them; one more than the last where there are none
/// @param last the last of them, which ends a commit
record Stretch(long first, long last) {
    /// So many events a pack takes; its proofs are some 10 MB then.
    static final int MOST = 5_000;

    /// All events of a commit. Refused where they are too many.
    static Stretch ofCommit(Position first, Position last) {
        Stretch commit = new Stretch(first.seq(), last.seq());
        commit.require("position", "must be of a smaller commit: this one has " + commit.events());
        return commit;
    }

    /// All events behind a moment, up to another. Refused where they are too many.
    static Stretch between(Position from, Position to) {
        Stretch between = new Stretch(from.seq() + 1, to.seq());
        between.require("from", "must be nearer to \"to\": between them are " + between.events());
        return between;
    }

    private void require(String name, String what) {
        if (events() > MOST) {
            throw new InvalidValueException(
                    name, what + " events, and a pack takes " + MOST + "; GET /v1/exports/log gives all");
        }
    }

    private long events() {
        return last - first + 1;
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

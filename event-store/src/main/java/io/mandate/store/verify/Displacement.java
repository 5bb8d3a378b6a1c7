package io.mandate.store.verify;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.verify.Finding.Kind;
import io.mandate.store.verify.Finding.Log;
import io.mandate.store.verify.ProvedLog.KeptTree;
import java.util.List;
import java.util.stream.Stream;

/// Finds out what happened where an event is not the one that is in the tree: the leaves of the tree still tell which
/// event belongs where, if one tries the events nearby at other places.
final class Displacement {
    /// How far away an event is looked for.
    static final int REACH = 256;

    private final TenantId tenant;
    private final KeptTree tree;
    private final List<LoggedEvent> rows;

    /// @param rows those from the position on
    Displacement(TenantId tenant, KeptTree tree, List<LoggedEvent> rows) {
        this.tenant = tenant;
        this.tree = tree;
        this.rows = rows;
    }

    /// What happened at that position.
    Finding at(long position) {
        if (rows.isEmpty() || rows.getFirst().seq() != position) {
            return finding(Kind.REMOVED, position, "there is no event at " + position);
        }
        if (rows.size() > 1 && belongs(rows.get(1), position)) {
            return belongs(rows.getFirst(), position + 1)
                    ? finding(Kind.REORDERED, position, swapped(position, position + 1))
                    : finding(Kind.INSERTED, position, "it is not in the tree, and the events after it were moved up");
        }
        for (long place = position + 1; place <= Math.min(position + REACH, tree.size()); place++) {
            if (belongs(rows.getFirst(), place)) {
                return place == position + 1 && !swapped(place, rows)
                        ? finding(
                                Kind.REMOVED,
                                position,
                                "the event that is in the tree is gone, and those after it were moved down")
                        : finding(Kind.REORDERED, position, swapped(position, place));
            }
        }
        return finding(Kind.ALTERED, position, "it is not as it was when it was taken into the tree");
    }

    /// What happened at the position where something else is wrong already, which is kept unless more can be told.
    Finding instead(Finding wrong) {
        Hash leaf = tree.leaf(wrong.position() - 1);
        boolean asItWas = !rows.isEmpty()
                && rows.getFirst().seq() == wrong.position()
                && rows.getFirst().leaf().equals(leaf);
        Finding more = leaf == null || asItWas ? wrong : at(wrong.position());
        return more.kind() == Kind.ALTERED ? wrong : more;
    }

    /// Whether the event at the second place stands for the first.
    private boolean swapped(long place, List<LoggedEvent> near) {
        return near.size() > 1 && near.get(1).seq() == place && belongs(near.get(1), place - 1);
    }

    private static String swapped(long position, long place) {
        return "the event there belongs at " + place + ", not at " + position;
    }

    /// Whether the event, put at that place, is the one that is in the tree there.
    private boolean belongs(LoggedEvent event, long place) {
        Hash leaf = tree.leaf(place - 1);
        return leaf != null
                && variants(event, place).anyMatch(variant -> variant.leaf().equals(leaf));
    }

    /// The event at another place: what else moved with its position is not known.
    private Stream<LoggedEvent> variants(LoggedEvent event, long place) {
        long by = place - event.seq();
        Stream<LoggedEvent> moved = Stream.of(event.commitSeq(), event.commitSeq() + by)
                .flatMap(commit -> Stream.of(event.sequence(), event.sequence() + by)
                        .map(sequence -> put(event, place, commit, event.recordedAt(), sequence)));
        Stream<LoggedEvent> exchanged = rows.stream()
                .filter(row -> row.seq() == place)
                .flatMap(row -> Stream.of(event.sequence(), row.sequence())
                        .map(sequence -> put(event, place, row.commitSeq(), row.recordedAt(), sequence)));
        return Stream.concat(moved, exchanged);
    }

    private static LoggedEvent put(
            LoggedEvent event, long seq, long commitSeq, java.time.Instant recordedAt, long sequence) {
        return new LoggedEvent(
                event.tenant(),
                seq,
                commitSeq,
                recordedAt,
                event.eventId(),
                event.aggregateId(),
                sequence,
                event.aggregateType(),
                event.timestamp(),
                event.type(),
                event.revision(),
                event.actor(),
                event.payload(),
                event.metadata());
    }

    private Finding finding(Kind kind, long position, String text) {
        return new Finding(tenant, Log.EVENTS, kind, position, text);
    }
}

package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.anchor.AnchorFailedException;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.anchor.AnchorSink;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hands the newest checkpoint of each tenant to the sinks: when so many events are new, when so much time has passed
/// and anything is new, and when the process ends. What one tenant's note meets with keeps no other back.
public final class Anchoring {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
    private static final long AFTER_FAILURE_NANOS = 30_000_000_000L;
    private static final int MOST = 1_000;

    private final AnchorFolder folder;
    private final List<AnchorSink> sinks;
    private final Duration interval;
    private final long step;
    private final Map<TenantId, Unfinished> unfinished = new ConcurrentHashMap<>();

    /// @param folder where this node finds what was last anchored, if anything is there
    /// @param sinks all of which take every note
    /// @param step how many new events are anchored at once
    public Anchoring(AnchorFolder folder, List<AnchorSink> sinks, Duration interval, long step) {
        this.folder = folder;
        this.sinks = List.copyOf(sinks);
        this.interval = interval;
        this.step = step;
    }

    private record Due(TenantId tenant, long size, long journalSize, String note) {}

    /// A note that not every sink has taken. Those that have are not given it again.
    private record Unfinished(Due due, Set<AnchorSink> taken, String why, long tryAgainAt) {
        boolean waits() {
            return System.nanoTime() - tryAgainAt < 0;
        }
    }

    /// Where this node finds what was anchored.
    public AnchorFolder folder() {
        return folder;
    }

    /// What keeps a note from being anchored, of one tenant of those that it happened to; empty if all went well.
    Optional<String> failure() {
        return unfinished.values().stream().map(Unfinished::why).findFirst();
    }

    /// Begins anew: who led meanwhile may have anchored what was left.
    void begin() {
        unfinished.clear();
    }

    /// Anchors what is due, as long as this thread is not interrupted.
    ///
    /// @param all whether everything new is due, also what failed a moment ago
    void due(JdbcClient database, boolean all) {
        for (Due due : newest(database, all)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            anchor(database, due);
        }
    }

    private List<Due> newest(JdbcClient database, boolean all) {
        String[] waiting = unfinished.entrySet().stream()
                .filter(entry -> !all && entry.getValue().waits())
                .map(entry -> entry.getKey().value())
                .toArray(String[]::new);
        return database.sql("""
                        select tenant, size, journal_size, note from mandate.proof_tree
                        where note <> '' and (size > anchored_size or journal_size > anchored_journal_size)
                          and (? or anchored_at is null or size - anchored_size >= ?
                            or anchored_at <= clock_timestamp() - make_interval(secs => ?))
                          and tenant <> all (?)
                        order by anchored_at nulls first limit ?""")
                .params(all, step, interval.toMillis() / 1_000.0, waiting, MOST)
                .query((row, _) ->
                        new Due(new TenantId(row.getString(1)), row.getLong(2), row.getLong(3), row.getString(4)))
                .list();
    }

    private void anchor(JdbcClient database, Due newest) {
        Unfinished before = unfinished.get(newest.tenant());
        Set<AnchorSink> taken = before == null ? new HashSet<>() : new HashSet<>(before.taken());
        Due due = before == null || taken.isEmpty() ? newest : before.due();
        String why = handOver(due, taken);
        if (why == null) {
            unfinished.remove(due.tenant());
            remember(database, due);
            return;
        }
        if (before == null || !before.why().equals(why)) {
            LOG.error("A checkpoint of tenant {} could not be anchored and will be tried again: {}", due.tenant(), why);
        }
        unfinished.put(due.tenant(), new Unfinished(due, taken, why, System.nanoTime() + AFTER_FAILURE_NANOS));
    }

    /// Gives the note to those sinks that have not taken it yet; what the last of them failed with, if any did.
    private @Nullable String handOver(Due due, Set<AnchorSink> taken) {
        SignedNote note;
        try {
            note = SignedNote.parse(due.note());
        } catch (NotANoteException e) {
            return "what is stored as signed is no note (" + e.getMessage() + "); run mandate verify";
        }
        String why = null;
        for (AnchorSink sink : sinks) {
            try {
                if (!taken.contains(sink)) {
                    sink.append(due.tenant(), note);
                    taken.add(sink);
                }
            } catch (AnchorFailedException e) {
                why = e.getMessage();
            }
        }
        return why;
    }

    /// After the sinks have it: what the database says was anchored is there.
    private static void remember(JdbcClient database, Due due) {
        database.sql("""
                        with kept as (
                          insert into mandate.proof_checkpoint (tenant, size, journal_size, note) values (?, ?, ?, ?)
                          on conflict do nothing)
                        update mandate.proof_tree set anchored_size = ?, anchored_journal_size = ?,
                          anchored_at = clock_timestamp()
                        where tenant = ? and anchored_size <= ? and anchored_journal_size <= ?""")
                .params(
                        due.tenant().value(),
                        due.size(),
                        due.journalSize(),
                        due.note(),
                        due.size(),
                        due.journalSize(),
                        due.tenant().value(),
                        due.size(),
                        due.journalSize())
                .update();
    }
}

package io.mandate.store.journal;

import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Entries of this node that are not in the chain yet. The first of a minute by a caller does not come here, so
/// that nobody reads without a trace while the store cannot be written to.
final class PendingEntries {
    /// So many are kept; whoever comes then writes for himself.
    private static final int MOST = 10_000;
    /// So many are written without waiting for the next round.
    private static final int MANY = 1_000;

    private final Map<TenantId, List<JournalEntry>> waiting = new HashMap<>();
    private final Map<Reader, Instant> written = new HashMap<>();
    private int size;

    /// One caller doing one thing in one minute of this node's clock.
    private record Reader(
            TenantId tenant, Actor actor, @Nullable TokenId token, String what) {
        static Reader of(JournalEntry entry) {
            return new Reader(entry.tenant(), entry.actor(), entry.token(), entry.what());
        }
    }

    /// Keeps it for later; false: write it now.
    synchronized boolean keep(JournalEntry entry) {
        if (size >= MOST || !minute().equals(written.get(Reader.of(entry)))) {
            return false;
        }
        waiting.computeIfAbsent(entry.tenant(), _ -> new ArrayList<>()).add(timed(entry));
        size++;
        return true;
    }

    /// After it was written: the next ones of this minute are kept.
    synchronized void written(JournalEntry entry) {
        Instant minute = minute();
        written.values().removeIf(other -> !other.equals(minute));
        written.put(Reader.of(entry), minute);
    }

    synchronized Map<TenantId, List<JournalEntry>> take() {
        Map<TenantId, List<JournalEntry>> taken = new HashMap<>(waiting);
        waiting.clear();
        size = 0;
        return taken;
    }

    /// Whether it has just become so many that they should be written now.
    synchronized boolean many() {
        return size > 0 && size % MANY == 0;
    }

    synchronized long waiting() {
        return size;
    }

    /// Gives back what could not be written.
    synchronized void giveBack(TenantId tenant, List<JournalEntry> entries) {
        waiting.computeIfAbsent(tenant, _ -> new ArrayList<>()).addAll(0, entries);
        size += entries.size();
    }

    private static JournalEntry timed(JournalEntry entry) {
        SortedMap<String, String> facts = new TreeMap<>(entry.facts());
        facts.put("asked", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        return new JournalEntry(
                entry.tenant(), entry.kind(), entry.actor(), entry.token(), entry.what(), facts, entry.ip());
    }

    private static Instant minute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }
}

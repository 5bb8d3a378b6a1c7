package io.mandate.store.verify;

import io.mandate.events.problem.Counted;
import io.mandate.events.values.TenantId;
import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.verify.Finding.Kind;
import io.mandate.store.verify.Finding.Log;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Checks signatures: which notes count, and which were not made by this store. An older key counts only for what is
/// older than everything that the next key signed.
final class Statements {
    private final TenantId tenant;
    private final SortedMap<Integer, VerifierKey> keys;
    private final List<Said> said = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /// @param keys those that are trusted, by their epoch
    Statements(TenantId tenant, Map<Integer, VerifierKey> keys) {
        this.tenant = tenant;
        this.keys = new TreeMap<>(keys);
    }

    void add(Note note) {
        try {
            SignedNote signed = SignedNote.parse(note.written());
            TenantCheckpoint checkpoint = TenantCheckpoint.parse(signed.text());
            if (!checkpoint.tenant().equals(tenant)) {
                reject(checkpoint.size(), note.by() + " is of tenant " + checkpoint.tenant());
                return;
            }
            epoch(signed, checkpoint.origin())
                    .ifPresentOrElse(
                            epoch -> said.add(new Said(note.by(), epoch, checkpoint)),
                            () -> reject(
                                    checkpoint.size(),
                                    note.by() + " of " + Counted.of(checkpoint.size(), "event")
                                            + " is not signed by a key of this store"));
        } catch (NotANoteException e) {
            reject(0, note.by() + " is no signed checkpoint: " + e.getMessage());
        }
    }

    private Optional<Integer> epoch(SignedNote note, String origin) {
        return keys.entrySet().stream()
                .filter(key -> note.signedBy(key.getValue().as(origin)))
                .map(Map.Entry::getKey)
                .reduce((_, later) -> later);
    }

    private void reject(long position, String why) {
        findings.add(new Finding(tenant, Log.EVENTS, Kind.RE_SIGNED, position, why));
    }

    /// What counts, smaller sizes first.
    List<Said> said() {
        said.sort(Comparator.comparingLong((Said one) -> one.checkpoint().size())
                .thenComparingLong(one -> one.checkpoint().journalSize())
                .thenComparingInt(Said::epoch));
        return said;
    }

    /// What does not count.
    List<Finding> findings() {
        int newest = 0;
        for (Said one : said()) {
            if (one.epoch() < newest) {
                reject(
                        one.checkpoint().size(),
                        one.by() + " of " + Counted.of(one.checkpoint().size(), "event") + " is signed by key "
                                + one.epoch() + ", which key " + newest + " had already replaced");
            }
            newest = Math.max(newest, one.epoch());
        }
        return findings;
    }
}

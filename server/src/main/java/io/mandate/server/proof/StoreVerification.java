package io.mandate.server.proof;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.verify.LogVerification;
import io.mandate.store.verify.Note;
import io.mandate.store.verify.StoredLog;
import io.mandate.store.verify.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Verifies every tenant of a store, with the anchors of a folder and with checkpoints that somebody kept.
public final class StoreVerification {
    private final JdbcClient database;
    private final Map<Integer, VerifierKey> keys;
    private final AnchorFolder anchors;
    private final TrustedNotes trusted;

    /// @param keys the public keys that are trusted, by their epoch
    /// @param trusted checkpoints that somebody kept
    public StoreVerification(
            JdbcClient database, Map<Integer, VerifierKey> keys, AnchorFolder anchors, TrustedNotes trusted) {
        this.database = database;
        this.keys = Map.copyOf(keys);
        this.anchors = anchors;
        this.trusted = trusted;
    }

    /// The tenants that there are, or that an anchor or a trusted checkpoint says there were.
    public List<TenantId> tenants() {
        TreeSet<TenantId> tenants = new TreeSet<>(StoredLog.tenants(database));
        tenants.addAll(anchors.tenants());
        tenants.addAll(trusted.tenants());
        return List.copyOf(tenants);
    }

    /// The tenants that trusted checkpoints are of.
    public Set<TenantId> trusted() {
        return trusted.tenants();
    }

    /// How many rows those tenants claim to have, for a progress bar.
    public long rows() {
        return database.sql("""
                        select coalesce((select sum(seq) from mandate.tenant_head), 0)
                          + coalesce((select sum(seq) from mandate.journal_head), 0)""").query(Long.class).single();
    }

    /// Verifies one tenant.
    public Verified verify(TenantId tenant, LongConsumer progress) {
        List<Note> notes = new ArrayList<>(trusted.of(tenant));
        anchors.forEach(tenant, note -> {
            // What power cut off while it was written says nothing; the next one does.
            if (note != null) {
                notes.add(new Note("the anchor", note.toString()));
            }
        });
        return LogVerification.verify(new StoredLog(database, tenant), keys, notes, progress);
    }

    /// What of the keys that the database names is not among the trusted ones.
    public List<String> strangeKeys() {
        return database
                .sql("select epoch, public_key from mandate.proof_key order by epoch")
                .query((row, _) -> Map.entry(row.getInt(1), row.getString(2)))
                .list()
                .stream()
                .filter(stored -> !isTrusted(stored.getKey(), stored.getValue()))
                .map(stored -> "key " + stored.getKey() + " of the database is not a trusted key of this store")
                .toList();
    }

    private boolean isTrusted(int epoch, String written) {
        VerifierKey key = keys.get(epoch);
        try {
            return key != null && key.equals(VerifierKey.parse(written).as(key.name()));
        } catch (NotANoteException | InvalidValueException _) {
            return false;
        }
    }
}

package io.mandate.server.restore;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.proof.anchor.AnchorFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whether a database ends before what was anchored of it: an older copy of its files was put back, and
/// nothing in it tells.
final class OlderThanAnchors {
    private OlderThanAnchors() {}

    static boolean is(DataSource owner, AnchorFolder anchors) {
        List<TenantId> tenants = anchors.tenants();
        if (tenants.isEmpty()) {
            return false;
        }
        JdbcClient database = JdbcClient.create(owner);
        String store = database.sql("select store_id from mandate.store_identity")
                .query(String.class)
                .single();
        Map<String, Long> heads = new HashMap<>();
        database.sql("select tenant, seq from mandate.tenant_head").query((java.sql.ResultSet row) -> {
            heads.put(row.getString(1), row.getLong(2));
        });
        return tenants.stream()
                .flatMap(tenant -> anchors.last(tenant).flatMap(OlderThanAnchors::said).stream())
                .anyMatch(last -> last.store().equals(store)
                        && last.size() > heads.getOrDefault(last.tenant().value(), 0L));
    }

    private static Optional<TenantCheckpoint> said(SignedNote note) {
        try {
            return Optional.of(TenantCheckpoint.parse(note.text()));
        } catch (NotANoteException _) {
            return Optional.empty();
        }
    }
}

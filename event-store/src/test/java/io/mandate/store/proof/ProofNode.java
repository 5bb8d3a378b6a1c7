package io.mandate.store.proof;

import static org.awaitility.Awaitility.await;

import io.mandate.events.DomainEvent;
import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.store.Samples;
import io.mandate.store.StoreId;
import io.mandate.store.StoreNode;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.key.ProofKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A node that keeps hash trees, and what a test does to its database as a superuser.
public final class ProofNode implements AutoCloseable {
    public final StoreNode node;
    public final AnchorFolder anchors;
    private final Path folder;
    private TreeKeeper keeper;

    private ProofNode(StoreNode node, Path folder) {
        this.node = node;
        this.folder = folder;
        this.anchors = new AnchorFolder(folder.resolve("anchors"));
        this.keeper = keeper();
    }

    public static ProofNode onNewDatabase(Path folder) {
        return new ProofNode(StoreNode.onNewDatabase(folder), folder);
    }

    /// Another process on the same database and files.
    public ProofNode another() {
        return new ProofNode(node.another(), folder);
    }

    private TreeKeeper keeper() {
        Anchoring anchoring = new Anchoring(anchors, List.of(anchors), Duration.ofHours(1), 1_000_000);
        return new TreeKeeper(node.pool(), keys(), store(), anchoring);
    }

    public TreeKeeper startKeeping() {
        keeper = keeper();
        keeper.start();
        return keeper;
    }

    /// Stops, which anchors what is new.
    public void stopKeeping() {
        keeper.close();
    }

    /// Keeps until the trees are at the heads, and anchors them.
    public void anchor(TenantId tenant) {
        startKeeping();
        awaitHead(tenant);
        stopKeeping();
    }

    public void awaitHead(TenantId tenant) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.sql()
                        .sql("""
                        select h.seq = t.size and coalesce(j.seq, 0) = t.journal_size
                        from mandate.tenant_head h join mandate.proof_tree t using (tenant)
                          left join mandate.journal_head j using (tenant)
                        where tenant = ?""")
                        .param(tenant.value())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
    }

    /// Commits of one event each, and one of three.
    public void events(TenantId tenant, int howMany) {
        for (int i = 0; i < howMany; i++) {
            Samples.commit(node, tenant, Samples.rules(i + 1));
        }
        DomainEvent[] three = {Samples.rules(1), Samples.rules(2), Samples.rules(3)};
        Samples.commit(node, tenant, three);
    }

    public void looked(TenantId tenant, int howOften) {
        for (int i = 0; i < howOften; i++) {
            node.get(AccessJournal.class)
                    .record(JournalEntry.looked(
                            tenant,
                            JournalEntry.Kind.AUDIT_READ,
                            new Actor(Actor.Kind.USER, Samples.GIL),
                            null,
                            "GET /v1/audit",
                            Map.of("actor", "eve"),
                            PersonalText.of("10.0.0.7")));
        }
    }

    public ProofKeys keys() {
        return node.get(ProofKeys.class);
    }

    public StoreId store() {
        return node.get(StoreId.class);
    }

    public VerifierKey verifier(TenantId tenant) {
        return Objects.requireNonNull(
                keys().verifier(keys().epoch(), TenantCheckpoint.origin(store().value(), tenant)));
    }

    /// SQL of somebody to whom no grant and no trigger applies.
    public void tamper(String sql, Object... parameters) {
        JdbcClient owner = node.owner();
        for (String table :
                new String[] {"domain_event", "access_journal", "proof_tile", "proof_checkpoint", "proof_key"}) {
            owner.sql("alter table mandate." + table + " disable trigger all").update();
        }
        owner.sql(sql).params(parameters).update();
    }

    @Override
    public void close() {
        keeper.close();
        node.close();
    }
}

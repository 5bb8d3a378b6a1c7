package io.mandate.server.restore;

import io.mandate.events.values.TenantId;
import io.mandate.query.user.ForgottenPersons;
import io.mandate.store.ledger.LedgerSettings;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.ledger.Settlement;
import io.mandate.store.ledger.Settlement.Settled;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.schema.StoreSchema;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Compares a migrated database with the erasure ledger and takes out again who was erased since the
/// backup that it was restored from, if it was.
public final class ErasedAgain {
    private static final Logger LOG = LoggerFactory.getLogger(ErasedAgain.class);

    private ErasedAgain() {}

    /// Refused with [io.mandate.store.startup.StartupRefusedException] where the ledger does not fit.
    ///
    /// @param runtime the credential that keeps the read models
    /// @param anchors where this node would find what was anchored of the logs
    public static void apply(DataSource owner, DataSource runtime, LedgerSettings settings, AnchorFolder anchors) {
        if (OlderThanAnchors.is(owner, anchors)) {
            StoreSchema.renewIdentity(owner);
        }
        Settled settled = new Settlement(owner, settings).settle();
        JdbcClient database = JdbcClient.create(runtime);
        settled.living().stream()
                .collect(Collectors.groupingBy(Reapplied::tenant))
                .forEach((tenant, living) -> forget(database, tenant, living));
        if (settled.restored()) {
            LOG.warn(
                    "This store was restored from a backup and has a new id. Keys destroyed again by the erasure"
                            + " ledger: {}.",
                    settled.destroyed());
        }
    }

    private static void forget(JdbcClient database, TenantId tenant, List<Reapplied> living) {
        if (living.stream().anyMatch(one -> one.user() == null)) {
            ForgottenPersons.forget(database, tenant);
        } else {
            ForgottenPersons.forget(
                    database,
                    tenant,
                    living.stream().map(one -> String.valueOf(one.user())).toList());
        }
    }
}

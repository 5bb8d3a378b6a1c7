package io.mandate.store.ledger;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.StoredKeys;
import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Erases in a tenant that was just imported whoever was erased in the store that it comes from, in the
/// transaction of the import, and lets the ledger of this store say so from now on.
@Component
public class ImportedErasures {
    /// So many are looked for with one statement.
    private static final int PAGE = 10_000;

    private final JdbcClient database;
    private final ErasureLedger ledger;
    private final Path folder;

    ImportedErasures(DataSource database, ErasureLedger ledger, Environment settings) {
        this.database = JdbcClient.create(database);
        this.ledger = ledger;
        this.folder = LedgerSettings.of(settings).folder();
    }

    /// The folder of this store's own ledger.
    public Path folder() {
        return folder;
    }

    /// Destroys keys that came along living, and notes who lives on in the log, as after a restore.
    ///
    /// @param known the ledger of the store that the tenant comes from; empty: nothing was erased there
    ///     since the export. One that lacks what the log has is older than it, and refused with
    ///     [StartupRefusedException].
    /// @param inLog what the log itself says is destroyed, and since when
    /// @param noting whether the ledger of this store has to say it
    /// @return how many keys lived
    public int apply(TenantId tenant, Optional<CopiedLedger> known, Map<KeyRef, Instant> inLog, boolean noting) {
        List<Erasure> said = known.map(copy -> copy.of(tenant)).orElse(List.of());
        known.ifPresent(copy -> requireAll(copy, said, inLog.keySet()));
        // Whoever came and went after the export is not here: his id may be given to somebody else.
        List<Erasure> here = present(said);
        int lived = new ErasedKeys(database, new StoredKeys(database)).destroyAgain(here);
        if (noting) {
            ledger.note(noted(tenant, here, inLog));
        }
        return lived;
    }

    private static void requireAll(CopiedLedger copy, List<Erasure> said, Set<KeyRef> inLog) {
        Set<KeyRef> unknown = new HashSet<>(inLog);
        said.forEach(erasure -> unknown.remove(erasure.key()));
        if (!unknown.isEmpty()) {
            KeyRef one = unknown.iterator().next();
            throw new StartupRefusedException("The erasure ledger in " + copy.folder()
                    + " is older than the export, in which " + one.id() + " of tenant " + one.tenant()
                    + " is erased already: name its newest copy.");
        }
    }

    private List<Erasure> present(List<Erasure> said) {
        List<Erasure> present = new ArrayList<>();
        for (int from = 0; from < said.size(); from += PAGE) {
            List<Erasure> page = said.subList(from, Math.min(from + PAGE, said.size()));
            Set<String> here = new HashSet<>(database.sql("""
                            select w.key_id from unnest(?::text[], ?::text[]) as w (tenant, key_id)
                            where exists (
                                select from mandate.subject_key k where k.tenant = w.tenant and k.key_id = w.key_id)
                              or exists (
                                select from mandate.domain_event e where e.tenant = w.tenant
                                  and e.aggregate_id = w.tenant || '/user/' || substr(w.key_id, ?))""")
                    .params(
                            page.stream()
                                    .map(each -> each.key().tenant().value())
                                    .toArray(String[]::new),
                            page.stream().map(each -> each.key().id()).toArray(String[]::new),
                            Reapplied.USER.length() + 1)
                    .query(String.class)
                    .list());
            present.addAll(page.stream()
                    .filter(each -> each.kind() == Erasure.Kind.TENANT
                            || here.contains(each.key().id()))
                    .toList());
        }
        return present;
    }

    /// Each key once, without positions: they are of another store.
    private static List<Erasure> noted(TenantId tenant, List<Erasure> here, Map<KeyRef, Instant> inLog) {
        List<Erasure> noted = new ArrayList<>();
        Set<KeyRef> already = new HashSet<>();
        for (Erasure each : here) {
            if (already.add(each.key())) {
                noted.add(new Erasure(each.key(), tenant, 0, null, each.at(), each.by()));
            }
        }
        inLog.forEach((key, at) -> {
            if (already.add(key)) {
                noted.add(new Erasure(key, tenant, 0, null, at, null));
            }
        });
        return noted;
    }
}

package io.mandate.store.ledger;

import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.StoredKeys;
import io.mandate.store.ledger.PendingErasures.Pending;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keys in an older database that were destroyed since: they are destroyed again, and it is noted who
/// lives on in its log.
final class ErasedKeys {
    /// So many are noted with one statement.
    private static final int PAGE = 10_000;

    private static final String NOTE = """
            insert into mandate.reapplied_erasure (tenant, key_id)
            select w.tenant, w.key_id from unnest(?::text[], ?::text[]) as w (tenant, key_id)
            """;
    /// A principal is in the log of whom nothing was ever sealed, like a service without a name. One who
    /// is not in it is not noted: his id may be given to somebody else.
    private static final String WITHOUT_KEY = """
            where not exists (
                select from mandate.subject_key k where k.tenant = w.tenant and k.key_id = w.key_id)
              and exists (
                select from mandate.domain_event e where e.tenant = w.tenant
                  and e.aggregate_id = w.tenant || '/user/' || substr(w.key_id, %d))
            """.formatted(Reapplied.USER.length() + 1);

    private final JdbcClient database;
    private final StoredKeys keys;

    ErasedKeys(JdbcClient database, StoredKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /// How many of them lived.
    int destroyAgain(List<Pending> pending) {
        List<Erasure> erasures = pending.stream().map(Pending::erasure).toList();
        Set<KeyRef> lived = keys.destroy(erasures.stream().map(Erasure::key).toList());
        note(
                "",
                keys(erasures.stream()
                        .filter(erasure -> erasure.kind() != Erasure.Kind.REASON && lived.contains(erasure.key()))
                        .toList()));
        note(
                WITHOUT_KEY,
                keys(erasures.stream()
                        .filter(erasure -> erasure.kind() == Erasure.Kind.USER && !lived.contains(erasure.key()))
                        .toList()));
        return lived.size();
    }

    private static List<KeyRef> keys(List<Erasure> erasures) {
        return erasures.stream().map(Erasure::key).distinct().toList();
    }

    private void note(String where, List<KeyRef> principals) {
        for (int from = 0; from < principals.size(); from += PAGE) {
            List<KeyRef> page = principals.subList(from, Math.min(from + PAGE, principals.size()));
            database.sql(NOTE + where + "on conflict do nothing")
                    .params(
                            page.stream().map(key -> key.tenant().value()).toArray(String[]::new),
                            page.stream().map(KeyRef::id).toArray(String[]::new))
                    .update();
        }
    }
}

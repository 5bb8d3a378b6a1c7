package io.mandate.store.ledger;

import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.StoredKeys;
import io.mandate.store.ledger.Erasure.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keys in an older database, or in an older export, that were destroyed since: they are destroyed
/// again, and it is noted who lives on in the log.
final class ErasedKeys {
    /// So many are noted with one statement.
    private static final int PAGE = 10_000;

    private static final String NOTE = """
            insert into mandate.reapplied_erasure (tenant, key_id)
            select w.tenant, w.key_id from unnest(?::text[], ?::text[]) as w (tenant, key_id)
            """;
    /// Whose key does not live: nothing of him was ever sealed, or it came destroyed with a log in which he
    /// was not yet. One who is not in the log is not noted: his id may be given to somebody else.
    private static final String LIVES_ON = """
            where exists (
                select from mandate.domain_event e where e.tenant = w.tenant
                  and e.aggregate_id = w.tenant || '/user/' || substr(w.key_id, %1$d))
              and not exists (
                select from mandate.domain_event e where e.tenant = w.tenant
                  and e.aggregate_id = w.tenant || '/user/' || substr(w.key_id, %1$d)
                  and e.payload_type = 'UserPersonalDataErased')
            """.formatted(Reapplied.USER.length() + 1);
    /// A tenant that is there, whose log does not end.
    private static final String GOES_ON = """
            where exists (select from mandate.tenant_head h where h.tenant = w.tenant)
              and not exists (
                select from mandate.domain_event e where e.tenant = w.tenant
                  and e.aggregate_id = w.tenant || '/tenant/tenant' and e.payload_type = 'TenantOffboarded')
            """;

    private final JdbcClient database;
    private final StoredKeys keys;

    ErasedKeys(JdbcClient database, StoredKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /// How many of them lived.
    int destroyAgain(List<Erasure> erasures) {
        Set<KeyRef> lived = keys.destroy(erasures.stream().map(Erasure::key).toList());
        note("", those(erasures, one -> one.kind() != Kind.REASON && lived.contains(one.key())));
        note(LIVES_ON, those(erasures, one -> one.kind() == Kind.USER && !lived.contains(one.key())));
        note(GOES_ON, those(erasures, one -> one.kind() == Kind.TENANT && !lived.contains(one.key())));
        return lived.size();
    }

    private static List<KeyRef> those(List<Erasure> erasures, Predicate<Erasure> which) {
        return erasures.stream().filter(which).map(Erasure::key).distinct().toList();
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

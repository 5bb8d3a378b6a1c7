package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keys as rows, for whoever looks at them or destroys them before anything of the process is
/// built. It remembers nothing and opens nothing.
public final class StoredKeys {
    /// So many are asked for with one statement.
    private static final int PAGE = 10_000;

    private final JdbcClient database;

    public StoredKeys(JdbcClient database) {
        this.database = database;
    }

    /// Whether what was sealed under it can be read.
    public boolean lives(KeyRef key) {
        return !living(List.of(key)).isEmpty();
    }

    /// Those that live.
    public Set<KeyRef> living(Collection<KeyRef> keys) {
        Set<KeyRef> living = each(keys, false, """
                select tenant, key_id from wanted join mandate.subject_key k using (tenant, key_id)
                where k.wrapped is not null""");
        living.addAll(each(keys, true, """
                select tenant, key_id from wanted where exists (
                  select from mandate.tenant_key t where t.tenant = wanted.tenant and t.wrapped is not null)"""));
        return living;
    }

    /// Destroys those that live, in the transaction of the caller, and answers which they were. Of a key
    /// that was never made nothing is noted, in contrast to [Keys#destroy].
    public Set<KeyRef> destroy(Collection<KeyRef> keys) {
        Set<KeyRef> lived = each(keys, false, """
                update mandate.subject_key k
                set wrapped = null, tenant_key = null, destroyed_at = mandate.event_time()
                from wanted w where k.tenant = w.tenant and k.key_id = w.key_id and k.wrapped is not null
                returning k.tenant, k.key_id""");
        lived.addAll(each(keys, true, """
                update mandate.tenant_key t set wrapped = null, destroyed_at = mandate.event_time()
                from wanted w where t.tenant = w.tenant and t.wrapped is not null
                returning w.tenant, w.key_id"""));
        return lived;
    }

    private Set<KeyRef> each(Collection<KeyRef> keys, boolean wholeTenants, String statement) {
        List<KeyRef> sorted = keys.stream()
                .filter(key -> key.isWholeTenant() == wholeTenants)
                .distinct()
                .sorted(Comparator.comparing(KeyRef::tenant).thenComparing(KeyRef::id))
                .toList();
        Set<KeyRef> answer = new HashSet<>();
        for (int from = 0; from < sorted.size(); from += PAGE) {
            List<KeyRef> page = sorted.subList(from, Math.min(from + PAGE, sorted.size()));
            database.sql("with wanted as (select * from unnest(?::text[], ?::text[]) as w (tenant, key_id))\n"
                            + statement)
                    .params(
                            page.stream().map(key -> key.tenant().value()).toArray(String[]::new),
                            page.stream().map(KeyRef::id).toArray(String[]::new))
                    .query((ResultSet row) -> {
                        answer.add(new KeyRef(new TenantId(row.getString(1)), row.getString(2)));
                    });
        }
        return answer;
    }
}

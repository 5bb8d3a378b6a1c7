package io.mandate.store.envelope;

import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.envelope.TenantKeys.TenantKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The keys of people and of reasons, in their table.
@Component
public class SubjectKeys implements Keys {
    private static final int REMEMBERED = 10_000;

    private final JdbcClient database;
    private final TenantKeys tenants;
    private final KeyCache cache = new KeyCache(REMEMBERED);

    SubjectKeys(DataSource database, TenantKeys tenants) {
        this.database = JdbcClient.create(database);
        this.tenants = tenants;
    }

    @Override
    public String idOf(UserId user) {
        return KeyRef.user(new TenantId("any"), user).id();
    }

    @Override
    public String idOf(ChangeSetId changeSet) {
        return KeyRef.changeSet(new TenantId("any"), changeSet).id();
    }

    @Override
    public String idOf(TenantId tenant) {
        return KeyRef.wholeTenant(tenant).id();
    }

    @Override
    public State stateOf(KeyRef key) {
        return database.sql("select wrapped is null from mandate.subject_key where tenant = ? and key_id = ?")
                .params(key.tenant().value(), key.id())
                .query((row, _) -> row.getBoolean(1) ? State.DESTROYED : State.LIVING)
                .optional()
                .orElse(State.NEVER_MADE);
    }

    @Override
    public void destroy(KeyRef key) {
        if (key.isWholeTenant()) {
            tenants.destroy(key.tenant());
            afterCommit(() -> tenants.forget(key.tenant()));
            return;
        }
        // A user without any text has no key yet; the row still says that there will never be one.
        database.sql("""
                        insert into mandate.subject_key as k (tenant, key_id, wrapped, tenant_key, destroyed_at)
                        values (?, ?, null, null, mandate.event_time())
                        on conflict (tenant, key_id) do update
                          set wrapped = null, tenant_key = null, destroyed_at = excluded.destroyed_at
                        where k.wrapped is not null""").params(key.tenant().value(), key.id()).update();
        cache.forget(key);
        // Another thread may read it before this transaction commits, and would remember it again.
        afterCommit(() -> cache.forget(key));
    }

    static void afterCommit(Runnable forget) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget.run();
                }
            });
        }
    }

    /// What opens texts under these keys, as far as they exist at this moment.
    public Opener opener(Collection<KeyRef> needed) {
        return new KeyRing(existing(Set.copyOf(needed)));
    }

    /// What seals texts under these keys; those that were never made are made in the current transaction.
    public Sealer sealer(Collection<KeyRef> needed) {
        Map<KeyRef, Cipher> keys = new HashMap<>();
        Set<KeyRef> unknown = new HashSet<>();
        for (KeyRef key : needed) {
            cache.get(key).ifPresentOrElse(cipher -> keys.put(key, cipher), () -> unknown.add(key));
        }
        if (!unknown.isEmpty()) {
            keys.putAll(made(unknown));
            unknown.removeAll(keys.keySet());
        }
        if (!unknown.isEmpty()) {
            keys.putAll(existing(unknown));
            unknown.removeAll(keys.keySet());
        }
        if (!unknown.isEmpty()) {
            // Destroyed, or wrapped here by a version that another node has replaced since.
            unknown.forEach(key -> tenants.forget(key.tenant()));
            keys.putAll(made(unknown));
        }
        return new KeyRing(keys);
    }

    /// The same without asking the database; empty where one of the keys is not remembered here.
    public Optional<Sealer> rememberedSealer(Collection<KeyRef> needed) {
        Map<KeyRef, Cipher> keys = new HashMap<>();
        needed.forEach(key -> cache.get(key).ifPresent(cipher -> keys.put(key, cipher)));
        return keys.size() == needed.size() ? Optional.of(new KeyRing(keys)) : Optional.empty();
    }

    /// Makes those keys that were never made. Most unknown ones are new, a change set's always, so that
    /// this comes before asking which exist.
    private Map<KeyRef, Cipher> made(Set<KeyRef> keys) {
        // Before anything is made here, so that what is read of tenants' keys may be remembered.
        Map<TenantId, TenantKey> wrapping = new HashMap<>();
        keys.forEach(key -> tenants.find(key.tenant()).ifPresent(found -> wrapping.put(key.tenant(), found)));
        KeysMadeHere.mark();
        // In one order everywhere, so that two transactions that make the same keys cannot wait for each other.
        List<KeyRef> sorted = keys.stream()
                .filter(key -> wrapping.containsKey(key.tenant()))
                .sorted(Comparator.comparing(KeyRef::tenant).thenComparing(KeyRef::id))
                .toList();
        byte[][] clear = new byte[sorted.size()][];
        byte[][] wrapped = new byte[sorted.size()][];
        Integer[] versions = new Integer[sorted.size()];
        for (int i = 0; i < wrapped.length; i++) {
            TenantKey by = Objects.requireNonNull(wrapping.get(sorted.get(i).tenant()));
            clear[i] = Cipher.randomBytes(Cipher.KEY_BYTES);
            wrapped[i] = by.wrapping().seal(clear[i], place(sorted.get(i)));
            versions[i] = by.version();
        }
        Set<KeyRef> inserted = insert(sorted, wrapped, versions);
        Map<KeyRef, Cipher> made = new HashMap<>();
        for (int i = 0; i < clear.length; i++) {
            if (inserted.contains(sorted.get(i))) {
                Cipher cipher = new Cipher(clear[i]);
                made.put(sorted.get(i), cipher);
                rememberOnceCommitted(sorted.get(i), wrapped[i], cipher);
            }
        }
        return made;
    }

    private Set<KeyRef> insert(List<KeyRef> keys, byte[][] wrapped, Integer[] versions) {
        return new HashSet<>(database.sql("""
                        with wanted as (
                          select * from unnest(?::text[], ?::text[], ?::bytea[], ?::int[])
                            as w (tenant, key_id, wrapped, version)),
                        living as (
                          select t.tenant, t.version from mandate.tenant_key t
                          where (t.tenant, t.version) in (select w.tenant, w.version from wanted w)
                            and t.wrapped is not null
                          for key share)
                        insert into mandate.subject_key (tenant, key_id, wrapped, tenant_key)
                        select tenant, key_id, wrapped, version from wanted join living using (tenant, version)
                        order by tenant, key_id
                        on conflict do nothing returning tenant, key_id""")
                .params(
                        keys.stream().map(key -> key.tenant().value()).toArray(String[]::new),
                        keys.stream().map(KeyRef::id).toArray(String[]::new),
                        wrapped,
                        versions)
                .query((row, _) -> new KeyRef(new TenantId(row.getString(1)), row.getString(2)))
                .list());
    }

    private Map<KeyRef, Cipher> existing(Set<KeyRef> needed) {
        Map<KeyRef, Cipher> found = new HashMap<>();
        needed.stream().collect(Collectors.groupingBy(KeyRef::tenant)).forEach((tenant, keys) -> {
            Map<String, Wrapped> rows = rows(tenant, keys);
            for (KeyRef key : keys) {
                @Nullable Wrapped wrapped = rows.get(key.id());
                if (wrapped == null) {
                    cache.forget(key);
                } else {
                    found.put(key, unwrapped(key, wrapped));
                }
            }
        });
        return found;
    }

    /// A key that lives in a tenant whose key lives.
    @SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared nowhere
    private record Wrapped(byte[] bytes, int version) {}

    private Map<String, Wrapped> rows(TenantId tenant, List<KeyRef> keys) {
        Map<String, Wrapped> rows = new HashMap<>();
        database.sql("""
                        select k.key_id, k.wrapped, k.tenant_key from mandate.subject_key k
                        join mandate.tenant_key t on t.tenant = k.tenant and t.version = k.tenant_key
                        where k.tenant = ? and k.key_id = any(?::text[])
                          and k.wrapped is not null and t.wrapped is not null""")
                .params(tenant.value(), keys.stream().map(KeyRef::id).toArray(String[]::new))
                .query(row -> {
                    rows.put(row.getString(1), new Wrapped(row.getBytes(2), row.getInt(3)));
                });
        return rows;
    }

    private Cipher unwrapped(KeyRef key, Wrapped wrapped) {
        return cache.get(key, wrapped.bytes()).orElseGet(() -> {
            TenantKey by = tenants.of(key.tenant(), wrapped.version());
            Cipher cipher = new Cipher(by.wrapping().open(wrapped.bytes(), place(key)));
            if (KeysMadeHere.any()) {
                rememberOnceCommitted(key, wrapped.bytes(), cipher);
            } else {
                cache.put(key, wrapped.bytes(), cipher);
            }
            return cipher;
        });
    }

    /// So that whoever acts again and again costs no further statements. The key of a change set is not sealed with
    /// again.
    private void rememberOnceCommitted(KeyRef key, byte[] wrapped, Cipher cipher) {
        if (!key.isChangeSet()) {
            afterCommit(() -> cache.put(key, wrapped, cipher));
        }
    }

    static String place(KeyRef key) {
        return "mandate/key/" + key.tenant() + "/" + key.id();
    }

    /// How many unwrapped keys are remembered, at most 10,000.
    public int remembered() {
        return cache.size();
    }
}

package io.mandate.store.envelope;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Keys as rows, for whoever looks at them or destroys them before anything of the process is
/// built. It remembers nothing and opens nothing.
public final class StoredKeys {
    private final JdbcClient database;

    public StoredKeys(JdbcClient database) {
        this.database = database;
    }

    /// Whether what was sealed under it can be read.
    public boolean lives(KeyRef key) {
        String living = key.isWholeTenant()
                ? "select exists (select from mandate.tenant_key where tenant = ? and ? <> '' and wrapped is not null)"
                : "select exists (select from mandate.subject_key where tenant = ? and key_id = ? and wrapped is not null)";
        return database.sql(living)
                .params(key.tenant().value(), key.id())
                .query(Boolean.class)
                .single();
    }

    /// Destroys a key that lives, in the transaction of the caller; false where there is none. Of a
    /// key that was never made nothing is noted, in contrast to [Keys#destroy].
    public boolean destroy(KeyRef key) {
        String end = key.isWholeTenant() ? """
                        update mandate.tenant_key set wrapped = null, destroyed_at = mandate.event_time()
                        where tenant = ? and ? <> '' and wrapped is not null""" : """
                        update mandate.subject_key
                        set wrapped = null, tenant_key = null, destroyed_at = mandate.event_time()
                        where tenant = ? and key_id = ? and wrapped is not null""";
        return database.sql(end).params(key.tenant().value(), key.id()).update() > 0;
    }
}

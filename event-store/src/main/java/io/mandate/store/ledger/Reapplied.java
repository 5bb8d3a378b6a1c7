package io.mandate.store.ledger;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.envelope.KeyRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whose keys were destroyed again after a restore, and who lives on in the restored log until he
/// is erased there as well: a person, or a tenant as a whole.
///
/// @param tenant that ended, or where the person lives
/// @param user who cannot be named any more; null: the tenant as a whole
public record Reapplied(TenantId tenant, @Nullable UserId user) {
    static final String USER = "user:";

    /// All of them, a tenant before its persons.
    public static List<Reapplied> all(JdbcClient database) {
        return database.sql("select tenant, key_id from mandate.reapplied_erasure order by tenant, key_id")
                .query((row, _) -> new Reapplied(new TenantId(row.getString(1)), user(row.getString(2))))
                .list();
    }

    /// Notes that these are erased in the log, in the transaction of the caller if there is one.
    public static void done(JdbcClient database, List<Reapplied> erased) {
        database.sql("""
                        delete from mandate.reapplied_erasure where (tenant, key_id) in (
                          select * from unnest(?::text[], ?::text[]))""")
                .params(
                        erased.stream().map(one -> one.tenant().value()).toArray(String[]::new),
                        erased.stream().map(Reapplied::key).toArray(String[]::new))
                .update();
    }

    /// Notes that this tenant ended in the log, and with it everybody in it.
    public static void done(JdbcClient database, TenantId ended) {
        database.sql("delete from mandate.reapplied_erasure where tenant = ?")
                .param(ended.value())
                .update();
    }

    @Override
    public String toString() {
        return user == null ? "tenant " + tenant : user + " of tenant " + tenant;
    }

    private String key() {
        return user == null ? KeyRef.wholeTenant(tenant).id() : USER + user;
    }

    private static @Nullable UserId user(String key) {
        return key.startsWith(USER) ? new UserId(key.substring(USER.length())) : null;
    }
}

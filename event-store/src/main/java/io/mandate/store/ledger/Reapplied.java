package io.mandate.store.ledger;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Persons whose keys were destroyed again after a restore, and who live on in the restored log until
/// they are deleted there as well.
///
/// @param tenant where they live
/// @param user who cannot be named any more
public record Reapplied(TenantId tenant, UserId user) {
    static final String KEY = "user:";

    /// All of them.
    public static List<Reapplied> all(JdbcClient database) {
        return database.sql("select tenant, key_id from mandate.reapplied_erasure order by tenant, key_id")
                .query((row, _) -> new Reapplied(
                        new TenantId(row.getString(1)),
                        new UserId(row.getString(2).substring(KEY.length()))))
                .list();
    }

    /// Notes that this one is deleted.
    public void done(JdbcClient database) {
        database.sql("delete from mandate.reapplied_erasure where tenant = ? and key_id = ?")
                .params(tenant.value(), KEY + user)
                .update();
    }
}

package io.mandate.query.user;

import io.mandate.events.values.TenantId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Takes persons out of all read models before anybody reads them: those whom a backup brought back
/// after their keys were destroyed.
public final class ForgottenPersons {
    private ForgottenPersons() {}

    /// Removes a person from every generation there is.
    ///
    /// @param database with the credential that makes the read models
    /// @param principal an id as it is stored
    public static void forget(JdbcClient database, TenantId tenant, String principal) {
        for (String table : tables(database)) {
            database.sql("delete from " + table + " where tenant = ? and principal = ?")
                    .params(tenant.value(), principal)
                    .update();
        }
    }

    /// Removes everybody of a tenant that ended.
    ///
    /// @param database as in the other
    public static void forget(JdbcClient database, TenantId tenant) {
        for (String table : tables(database)) {
            database.sql("delete from " + table + " where tenant = ?")
                    .param(tenant.value())
                    .update();
        }
    }

    private static List<String> tables(JdbcClient database) {
        return database.sql("""
                        select format('%I.%I', n.nspname, c.relname)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          join mandate.query_generation g on n.nspname = 'query_g' || g.number
                        where c.relname = ? and c.relkind = 'r'""")
                .param(PersonRow.TABLE.name())
                .query((row, _) -> row.getString(1))
                .list();
    }
}

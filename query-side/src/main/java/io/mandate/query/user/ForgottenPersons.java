package io.mandate.query.user;

import io.mandate.events.values.TenantId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Takes persons out of all read models before anybody reads them: those whom a backup brought back
/// after their keys were destroyed.
public final class ForgottenPersons {
    /// So many are removed with one statement.
    private static final int PAGE = 10_000;

    private ForgottenPersons() {}

    /// Removes persons from every generation there is.
    ///
    /// @param database with the credential that makes the read models
    /// @param principals ids as they are stored
    public static void forget(JdbcClient database, TenantId tenant, List<String> principals) {
        for (String table : tables(database)) {
            for (int from = 0; from < principals.size(); from += PAGE) {
                List<String> page = principals.subList(from, Math.min(from + PAGE, principals.size()));
                database.sql("delete from " + table + " where tenant = ? and principal = any(?::text[])")
                        .params(tenant.value(), page.toArray(String[]::new))
                        .update();
            }
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

package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.ObjLongConsumer;

/// Reads heads on a connection that is ours alone.
final class HeadQuery {
    private HeadQuery() {}

    static void all(Connection connection, ObjLongConsumer<TenantId> into) throws SQLException {
        try (var statement = connection.prepareStatement("select tenant, seq from mandate.tenant_head")) {
            read(statement, into);
        }
    }

    static void some(Connection connection, Collection<String> tenants, ObjLongConsumer<TenantId> into)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("select tenant, seq from mandate.tenant_head where tenant = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", tenants.toArray()));
            read(statement, into);
        }
    }

    private static void read(PreparedStatement statement, ObjLongConsumer<TenantId> into) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                into.accept(new TenantId(rows.getString(1)), rows.getLong(2));
            }
        }
    }
}

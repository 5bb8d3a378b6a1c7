package io.mandate.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Takes persons whose keys are destroyed out of the read models of parked tenants, which do not come to the event that
/// would. Their other rows stay as they are until the tenant goes on.
final class ErasedWhileParked {
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final List<Table<?>> personal;
    private long nextAt = System.nanoTime();

    ErasedWhileParked(List<Projection> projections) {
        this.personal = projections.stream()
                .<Table<?>>flatMap(projection -> projection.tables().stream())
                .filter(Table::holdsPersonalText)
                .toList();
    }

    /// Looks at every generation in which somebody is parked, at most every five seconds.
    void forget(Connection connection) throws SQLException {
        if (System.nanoTime() - nextAt < 0) {
            return;
        }
        nextAt = System.nanoTime() + PAUSE_NANOS;
        for (Generation generation : parked(connection)) {
            for (Table<?> table : personal) {
                forget(connection, generation, table);
            }
        }
    }

    private static List<Generation> parked(Connection connection) throws SQLException {
        String sql = "SELECT DISTINCT generation FROM mandate.projection_position JOIN mandate.query_generation"
                + " ON number = generation WHERE parked_seq IS NOT NULL";
        List<Generation> parked = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                parked.add(new Generation(row.getInt(1)));
            }
        }
        return parked;
    }

    /// Persons by the index of destroyed keys, of which there are few, and tenants by their handful of own keys:
    /// this is asked all the while, of tables that may have millions of rows.
    private static void forget(Connection connection, Generation generation, Table<?> table) throws SQLException {
        String rows = generation.schema() + "." + table.name();
        execute(connection, generation, """
                DELETE FROM %s p USING mandate.projection_position o JOIN mandate.subject_key k ON k.tenant = o.tenant
                WHERE o.generation = ? AND o.parked_seq IS NOT NULL
                  AND k.wrapped IS NULL AND k.key_id LIKE 'user:%%'
                  AND p.tenant = k.tenant AND p.%s = substr(k.key_id, 6)
                """.formatted(rows, table.keyNames().get(1)));
        execute(connection, generation, """
                DELETE FROM %s p WHERE p.tenant IN (
                  SELECT o.tenant FROM mandate.projection_position o
                  WHERE o.generation = ? AND o.parked_seq IS NOT NULL AND NOT EXISTS (
                    SELECT FROM mandate.tenant_key t WHERE t.tenant = o.tenant AND t.wrapped IS NOT NULL))
                """.formatted(rows));
    }

    private static void execute(Connection connection, Generation generation, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation.number());
            statement.executeUpdate();
        }
    }
}

package io.mandate.query.projection;

import io.mandate.store.follow.EventReader;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/// A database with the tables that read models are kept by, under the runtime role.
final class ModelDatabase {
    private final TestDatabase database = TestPostgres.newDatabase();

    ModelDatabase() {
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
    }

    DataSource runtime() {
        return database.runtime();
    }

    DataSource owner() {
        return database.owner();
    }

    Connection connect() throws SQLException {
        Connection connection = database.runtime().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    Generation newGeneration(Connection connection, List<Projection> projections) throws SQLException {
        Generation generation = new Generations(projections).create(connection);
        connection.commit();
        return generation;
    }

    ModelWriter writer(Connection connection, Generation generation, List<Projection> projections, EventReader reader)
            throws SQLException {
        return new ModelWriter(connection, generation, projections, reader);
    }

    /// All rows of all tables as canonical JSON, in the order of their keys.
    static Map<String, List<String>> contents(
            Connection connection, Generation generation, List<Projection> projections) throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        for (Projection projection : projections) {
            for (Table<?> table : projection.tables()) {
                String sql = "SELECT to_jsonb(t)::text FROM " + generation.table(table) + " t ORDER BY 1";
                List<String> rows = new ArrayList<>();
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery(sql)) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
                contents.put(table.name(), rows);
            }
        }
        connection.commit();
        return contents;
    }
}

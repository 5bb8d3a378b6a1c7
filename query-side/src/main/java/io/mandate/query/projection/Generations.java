package io.mandate.query.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes, names and drops generations. Every method is one step in the transaction of the connection given.
final class Generations {
    private final List<Projection> projections;
    private final String fingerprint;

    Generations(List<Projection> projections) {
        this.projections = projections;
        this.fingerprint = sha256(String.join("\n", tables("generation")) + String.join("\n", indexes("generation")));
    }

    /// The generation that is read, if there is one.
    Optional<Generation> current(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT generation FROM mandate.query_pointer")) {
            return row.next() && row.getObject(1) != null
                    ? Optional.of(new Generation(row.getInt(1)))
                    : Optional.empty();
        }
    }

    /// Whether the tables of a generation have the shape that the projections of this program write.
    boolean fits(Connection connection, Generation generation) throws SQLException {
        String sql = "SELECT fingerprint FROM mandate.query_generation WHERE number = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation.number());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getString(1).equals(fingerprint);
            }
        }
    }

    /// A new generation with empty tables, which nobody reads yet. Its indexes are made when it is filled.
    Generation create(Connection connection) throws SQLException {
        Generation made;
        try (PreparedStatement statement = connection.prepareStatement("SELECT mandate.create_query_generation(?)")) {
            statement.setString(1, fingerprint);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                made = new Generation(row.getInt(1));
            }
        }
        execute(connection, tables(made.schema()));
        return made;
    }

    /// Makes the indexes of a filled generation, however long that takes.
    void index(Connection connection, Generation generation) throws SQLException {
        execute(connection, List.of("SET LOCAL statement_timeout = 0", "SET LOCAL maintenance_work_mem = '256MB'"));
        execute(connection, indexes(generation.schema()));
    }

    /// From the end of the transaction on, new requests read this generation.
    void pointTo(Connection connection, Generation generation) throws SQLException {
        String sql = "UPDATE mandate.query_pointer SET generation = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation.number());
            statement.executeUpdate();
        }
    }

    /// Drops what is older than the generation before the one that is read: that one may still have
    /// readers.
    void dropOld(Connection connection, Generation current) throws SQLException {
        String sql = "SELECT mandate.drop_query_generation(number) FROM mandate.query_generation WHERE number < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, current.number() - 1);
            statement.executeQuery().close();
        }
    }

    private List<String> tables(String schema) {
        return projections.stream()
                .flatMap(projection -> projection.tables().stream())
                .map(table -> table.definition(schema))
                .toList();
    }

    private List<String> indexes(String schema) {
        return projections.stream()
                .flatMap(projection -> projection.tables().stream())
                .flatMap(table -> table.indexDefinitions(schema).stream())
                .toList();
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM knows SHA-256", e);
        }
    }
}

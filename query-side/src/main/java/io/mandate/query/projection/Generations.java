package io.mandate.query.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes, names and drops generations. Every method is one step in the transaction of the connection given.
public final class Generations {
    private final List<Projection> projections;
    private final String fingerprint;

    /// @param projections what a generation holds
    public Generations(List<Projection> projections) {
        this.projections = projections;
        this.fingerprint = sha256(String.join("\n", tables("generation")) + String.join("\n", indexes("generation")));
    }

    /// The generation that is read, if there is one.
    public static Optional<Generation> current(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT generation FROM mandate.query_pointer")) {
            return row.next() && row.getObject(1) != null
                    ? Optional.of(new Generation(row.getInt(1)))
                    : Optional.empty();
        }
    }

    /// Whether the tables of a generation have the shape that the projections of this program write.
    public boolean fits(Connection connection, Generation generation) throws SQLException {
        String sql = "SELECT fingerprint FROM mandate.query_generation WHERE number = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation.number());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getString(1).equals(fingerprint);
            }
        }
    }

    /// A new generation with empty tables, which nobody reads yet. Its indexes are made when it is filled.
    public Generation create(Connection connection) throws SQLException {
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
    public void index(Connection connection, Generation generation) throws SQLException {
        execute(connection, List.of("SET LOCAL statement_timeout = 0", "SET LOCAL maintenance_work_mem = '256MB'"));
        execute(connection, indexes(generation.schema()));
    }

    /// From the end of the transaction on, new requests read this generation.
    public void pointTo(Connection connection, Generation generation) throws SQLException {
        String sql = "UPDATE mandate.query_pointer SET generation = ?, moved_at = clock_timestamp()";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation.number());
            statement.executeUpdate();
        }
    }

    /// Drops what nobody needs any more, once the readers that began before the pointer moved have ended: what was made
    /// before the generation that is read was put in its place, and what came of replays that are over.
    void sweep(Connection connection) throws SQLException {
        String sql = "SELECT g.number FROM mandate.query_generation g, mandate.query_pointer p "
                + "WHERE g.number <> p.generation AND p.moved_at < clock_timestamp() - interval '5 seconds' "
                + "AND NOT EXISTS (SELECT FROM mandate.replay r WHERE r.generation = g.number AND r.finished_at IS NULL) "
                + "AND (g.created_at < p.moved_at OR EXISTS (SELECT FROM mandate.replay r WHERE r.generation = g.number))";
        List<Integer> unneeded = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                unneeded.add(row.getInt(1));
            }
        }
        for (int number : unneeded) {
            if (GenerationLocks.tryDrop(connection, number)) {
                drop(connection, number);
            }
        }
    }

    private static void drop(Connection connection, int number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT mandate.drop_query_generation(?)")) {
            statement.setInt(1, number);
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

package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The positions of one generation, as stored. Moving one states from where: a writer that was overtaken by
/// another leader moves nothing and fails.
final class StoredPositions {
    private final int generation;

    StoredPositions(Generation generation) {
        this.generation = generation.number();
    }

    Map<TenantId, Standing> load(Connection connection) throws SQLException {
        String sql = "SELECT tenant, seq, parked_seq IS NOT NULL FROM mandate.projection_position WHERE generation = ?";
        Map<TenantId, Standing> standings = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    standings.put(new TenantId(row.getString(1)), new Standing(row.getLong(2), row.getBoolean(3)));
                }
            }
        }
        return standings;
    }

    /// @param last the last commit of each tenant in the batch
    void move(Connection connection, Map<TenantId, Standing> from, Map<TenantId, Commit> last) throws SQLException {
        begin(connection, List.copyOf(last.keySet()));
        String sql = "UPDATE mandate.projection_position p SET seq = n.next, recorded_at = n.recorded_at "
                + "FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[]) "
                + "AS n (tenant, expected, next, recorded_at) "
                + "WHERE p.tenant = n.tenant AND p.generation = ? AND p.seq = n.expected AND p.parked_seq IS NULL";
        List<Commit> commits = new ArrayList<>(last.values());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, texts(connection, commits, commit -> commit.tenant().value()));
            Object[] expected = commits.stream()
                    .map(commit -> from.getOrDefault(commit.tenant(), Standing.BEGINNING)
                            .seq())
                    .toArray();
            statement.setArray(2, connection.createArrayOf("bigint", expected));
            Object[] next = commits.stream().map(Commit::lastSeq).toArray();
            statement.setArray(3, connection.createArrayOf("bigint", next));
            statement.setArray(
                    4, texts(connection, commits, commit -> commit.recordedAt().toString()));
            statement.setInt(5, generation);
            if (statement.executeUpdate() != commits.size()) {
                throw new LeadershipLostException("another leader has moved a position");
            }
        }
    }

    void park(Connection connection, TenantId tenant, long failedSeq, String projection, String reason)
            throws SQLException {
        begin(connection, List.of(tenant));
        String sql = "UPDATE mandate.projection_position SET parked_seq = ?, parked_at = clock_timestamp(), "
                + "parked_projection = ?, parked_reason = ?, retry = false WHERE tenant = ? AND generation = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, failedSeq);
            statement.setString(2, projection);
            statement.setString(3, reason);
            statement.setString(4, tenant.value());
            statement.setInt(5, generation);
            statement.executeUpdate();
        }
    }

    /// Takes up again what somebody asked to be tried again; answers which tenants those are.
    List<TenantId> unpark(Connection connection) throws SQLException {
        String sql = "UPDATE mandate.projection_position SET parked_seq = NULL, parked_at = NULL, "
                + "parked_projection = NULL, parked_reason = NULL, retry = false "
                + "WHERE generation = ? AND parked_seq IS NOT NULL AND retry RETURNING tenant";
        List<TenantId> tenants = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tenants.add(new TenantId(row.getString(1)));
                }
            }
        }
        return tenants;
    }

    private void begin(Connection connection, List<TenantId> tenants) throws SQLException {
        String sql = "INSERT INTO mandate.projection_position (tenant, generation, seq) "
                + "SELECT tenant, ?, 0 FROM unnest(?::text[]) AS n (tenant) ON CONFLICT DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation);
            statement.setArray(2, texts(connection, tenants, TenantId::value));
            statement.executeUpdate();
        }
    }

    private static <T> java.sql.Array texts(
            Connection connection, List<T> values, java.util.function.Function<T, String> text) throws SQLException {
        return connection.createArrayOf("text", values.stream().map(text).toArray());
    }
}

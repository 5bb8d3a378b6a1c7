package io.mandate.query.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/// The right to write the read models, held as a session advisory lock by the very connection that writes:
/// who loses the connection has lost the lock, and nothing of its open transaction remains.
///
/// The lock ends with the session. A killed process closes its socket and the server ends the session at
/// once; a host that vanished is found by keepalives within about 2 s.
final class Leadership implements AutoCloseable {
    /// The lock's number; any constant nobody else uses in this database ("MANDATE" in ASCII).
    private static final long LOCK = 0x4d_41_4e_44_41_54_45L;

    private static final Executor AT_ONCE = Runnable::run;

    /// Read models can be made again from the events, so their commits need not wait for the disk: after a
    /// crash of the database the last of them are missing together with their positions, and are written
    /// again.
    private static final Map<String, String> SETTINGS = Map.of(
            "synchronous_commit", "off",
            "client_connection_check_interval", "'250ms'",
            "tcp_keepalives_idle", "1",
            "tcp_keepalives_interval", "1",
            "tcp_keepalives_count", "2");

    private final Connection connection;

    private Leadership(Connection connection) {
        this.connection = connection;
    }

    /// The leadership, if nobody has it. It is asked for again and again instead of waited for in the
    /// database: a waiting statement would hold a snapshot and keep dead row versions from being pruned.
    static Optional<Leadership> tryToLead(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true);
            if (acquired(connection)) {
                return Optional.of(new Leadership(prepared(connection)));
            }
        } catch (SQLException | RuntimeException e) {
            connection.abort(AT_ONCE);
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    Connection connection() {
        return connection;
    }

    /// Gives the lock up, and the connection back as it was. Where that fails the session is ended, and the
    /// lock with it.
    @Override
    public void close() throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                for (String setting : SETTINGS.keySet()) {
                    statement.execute("RESET " + setting);
                }
                statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException | RuntimeException e) {
            connection.abort(AT_ONCE);
        }
        connection.close();
    }

    private static boolean acquired(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Connection prepared(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
                statement.execute("SET " + setting.getKey() + " = " + setting.getValue());
            }
        }
        connection.setAutoCommit(false);
        return connection;
    }
}

package io.mandate.store.lead;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/// The right to be the only one who writes something, held as a session advisory lock by the very connection that
/// writes: who loses the connection has lost the lock, and nothing of its open transaction remains.
///
/// The lock ends with the session. A killed process closes its socket and the server ends the session at once; a host
/// that vanished is found by keepalives within about 2 s.
public final class Leadership implements AutoCloseable {
    /// What one node at a time writes.
    public enum Over {
        /// The tables made from events for lists and reports ("MANDATE" in ASCII).
        READ_MODELS(0x4d_41_4e_44_41_54_45L),
        /// The hash trees and what is signed of them ("PROOFS" in ASCII).
        PROOFS(0x50_52_4f_4f_46_53L),
        /// Read models that are made again beside those that are read ("REPLAY" in ASCII).
        REPLAYS(0x52_45_50_4c_41_59L);

        /// The lock's number; any constant nobody else uses in this database.
        private final long lock;

        Over(long lock) {
            this.lock = lock;
        }

        /// Whether some process has it at present.
        public boolean held(Connection connection) throws SQLException {
            String sql = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
                    + " AND classid = " + (lock >>> 32) + " AND objid = " + (lock & 0xffff_ffffL)
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static final Executor AT_ONCE = Runnable::run;

    /// What is written under a leadership can be made again from the events, so its commits need not wait for the
    /// disk: after a crash of the database the last of them are missing together with their positions, and are
    /// written again.
    private static final Map<String, String> SETTINGS = Map.of(
            "synchronous_commit", "off",
            "client_connection_check_interval", "'250ms'",
            "tcp_keepalives_idle", "1",
            "tcp_keepalives_interval", "1",
            "tcp_keepalives_count", "2");

    private final Connection connection;
    private final Over over;

    private Leadership(Connection connection, Over over) {
        this.connection = connection;
        this.over = over;
    }

    /// The leadership, if nobody has it. It is asked for again and again instead of waited for in the database: a
    /// waiting statement would hold a snapshot and keep dead row versions from being pruned.
    public static Optional<Leadership> tryToLead(DataSource source, Over over) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true);
            if (acquired(connection, over)) {
                return Optional.of(new Leadership(prepared(connection), over));
            }
        } catch (SQLException | RuntimeException e) {
            connection.abort(AT_ONCE);
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /// The connection that holds the lock; transactions on it are begun and ended by whoever leads.
    public Connection connection() {
        return connection;
    }

    /// Gives the lock up, and the connection back as it was. Where that fails the session is ended, and the lock with
    /// it.
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
                statement.execute("SELECT pg_advisory_unlock(" + over.lock + ")");
            }
        } catch (SQLException | RuntimeException e) {
            connection.abort(AT_ONCE);
        }
        connection.close();
    }

    private static boolean acquired(Connection connection, Over over) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + over.lock + ")")) {
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

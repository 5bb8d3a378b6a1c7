package io.mandate.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What readers, the leader and a replay agree on about one generation, as advisory locks of the database: they end
/// with the session that holds them, so nobody waits for a process that was killed.
///
/// - *read*: every reader shares it for its transaction; dropping the generation takes it alone.
/// - *write*: the leader shares it for each batch; a replay takes it alone for the moment in which the models that are
///   read must stand still, to be compared at one position or to be replaced.
public final class GenerationLocks {
    private static final int READ = 0x4d_52_45_41; // "MREA"
    private static final int WRITE = 0x4d_57_52_49; // "MWRI"

    private GenerationLocks() {}

    /// An expression of SQL with the generation as its parameter: shares the reading of it until the end of the
    /// transaction, false where it is just being dropped.
    public static String sharedRead(String generation) {
        return "pg_try_advisory_xact_lock_shared(" + READ + ", " + generation + ")";
    }

    /// Takes the reading alone until the end of the transaction; false while somebody reads.
    static boolean tryDrop(Connection connection, int generation) throws SQLException {
        return ask(connection, "SELECT pg_try_advisory_xact_lock(" + READ + ", ?)", generation);
    }

    /// Shares the writing until the end of the transaction; waits while a replay holds the models still.
    static void shareWrite(Connection connection, Generation generation) throws SQLException {
        take(connection, "SELECT pg_advisory_xact_lock_shared(" + WRITE + ", ?)", generation);
    }

    /// Holds the models of a generation still from now on, over any number of transactions, until [#letGo]. Refused by
    /// the database (55P03) where its leader does not finish a batch within 5 s.
    public static void holdStill(Connection connection, Generation generation) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '5s'");
        }
        take(connection, "SELECT pg_advisory_lock(" + WRITE + ", ?)", generation);
        connection.commit();
    }

    /// Ends [#holdStill]; what was not committed is given up.
    public static void letGo(Connection connection, Generation generation) throws SQLException {
        connection.rollback();
        ask(connection, "SELECT pg_advisory_unlock(" + WRITE + ", ?)", generation.number());
        connection.commit();
    }

    private static void take(Connection connection, String sql, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation.number());
            statement.executeQuery().close();
        }
    }

    private static boolean ask(Connection connection, String sql, int generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}

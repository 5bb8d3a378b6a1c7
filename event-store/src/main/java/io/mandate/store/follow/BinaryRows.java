package io.mandate.store.follow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/// Asks for rows in PostgreSQL's binary form from the first time on. The driver would take texts for the
/// first few times a statement is used, and twice the bytes of a payload are most of what a page weighs.
final class BinaryRows {
    /// Less than 0 means both: prepared at once, and binary.
    private static final int AT_ONCE = -1;

    private final JdbcTemplate database;

    BinaryRows(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    <T> List<T> query(String sql, RowMapper<T> row, Object... parameters) {
        return database.query(connection -> prepared(connection, sql, parameters), row);
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.unwrap(PGStatement.class).setPrepareThreshold(AT_ONCE);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}

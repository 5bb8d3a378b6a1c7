package io.mandate.store.append;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Something that is said to the database in the same breath as a statement of ours: it costs no round
/// trip of its own. What is asked together with the tenant's lock is answered under that lock, since
/// each statement sees what was committed before it begins.
///
/// @param sql one statement
/// @param parameters for its places, in order
/// @param answer is given the rows, if it has any; it must not speak to the database itself
public record Aside(String sql, List<Object> parameters, Rows answer) {

    /// Takes the rows of an answer.
    @FunctionalInterface
    public interface Rows {
        void read(ResultSet rows) throws SQLException;
    }

    public Aside {
        parameters = List.copyOf(parameters);
    }

    /// A statement without rows to read.
    public static Aside writing(String sql, Object... parameters) {
        return new Aside(sql, List.of(parameters), _ -> {});
    }
}

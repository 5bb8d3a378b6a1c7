package io.mandate.store.append;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// Sends several statements at once, in their order, and reads their answers in the same order. The
/// driver sends each as a statement of its own, so that each sees what the ones before it did.
final class RoundTrip {
    /// Between two statements; the driver takes them apart again.
    private static final String AND = ";\n";

    private final JdbcTemplate database;

    RoundTrip(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    void send(List<Aside> statements) {
        if (statements.isEmpty()) {
            return;
        }
        String sql = statements.size() == 1
                ? statements.getFirst().sql()
                : statements.stream().map(Aside::sql).collect(Collectors.joining(AND));
        database.execute(sql, (PreparedStatement prepared) -> {
            bind(prepared, statements);
            boolean rows = prepared.execute();
            for (Aside statement : statements) {
                if (rows) {
                    statement.answer().read(prepared.getResultSet());
                }
                rows = prepared.getMoreResults();
            }
            return true;
        });
    }

    private static void bind(PreparedStatement prepared, List<Aside> statements) throws SQLException {
        int place = 1;
        for (Aside statement : statements) {
            for (Object parameter : statement.parameters()) {
                prepared.setObject(place++, parameter);
            }
        }
    }
}

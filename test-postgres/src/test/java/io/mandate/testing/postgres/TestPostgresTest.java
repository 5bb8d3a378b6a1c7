package io.mandate.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void it_is_postgresql_18() throws SQLException {
        assertThat(ask(TestPostgres.newDatabase().runtime(), "SHOW server_version"))
                .startsWith("18.");
    }

    @Test
    void each_database_is_empty_and_its_own() throws SQLException {
        var first = TestPostgres.newDatabase();
        ask(first.owner(), "CREATE TABLE marked (); SELECT 1");

        var second = TestPostgres.newDatabase();

        assertThat(ask(second.owner(), "SELECT to_regclass('marked')")).isNull();
        assertThat(ask(first.owner(), "SELECT to_regclass('marked')")).isEqualTo("marked");
    }

    @Test
    void the_runtime_role_has_only_what_it_is_granted() throws SQLException {
        var database = TestPostgres.newDatabase();
        ask(database.owner(), "CREATE TABLE secret (); SELECT 1");

        assertThatThrownBy(() -> ask(database.runtime(), "SELECT count(*) FROM secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> ask(database.runtime(), "CREATE TABLE mine (); SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    private static String ask(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}

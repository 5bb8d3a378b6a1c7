package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopiedRowsTest {
    private static final Table<Noted> NOTES =
            Table.of("notes", Noted.class, 2).appended().indexed("(tenant, text)");
    private static final Noted PLAIN =
            new Noted("north", 1, "text", true, Instant.parse("2026-03-03T15:00:00.000001Z"), new Json("{}"));

    private final ModelDatabase database = new ModelDatabase();
    private Connection connection;

    record Noted(
            String tenant,
            long seq,
            @Nullable String text,
            boolean flag,
            @Nullable Instant at,
            @Nullable Json json) {}

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT mandate.create_query_generation('test')");
            statement.execute(NOTES.definition("query_g1"));
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void every_value_comes_back_as_it_was_written() throws SQLException {
        List<Noted> rows = List.of(
                PLAIN,
                new Noted("north", 2, null, false, null, null),
                new Noted("north", 3, "", false, null, new Json("{\"a\": \"b\\\\c\\n\"}")),
                new Noted("north", 4, "\\N", false, null, null),
                new Noted("north", 5, "a\tb\nc\rd\\e \\. Åsa 名 😀", false, null, null),
                new Noted("north", 6, "\b\f\u000b\u007f", false, null, null));

        copies().write(connection, rows);

        assertThat(stored()).isEqualTo(rows);
    }

    @Test
    void many_rows_are_written_in_their_order_and_indexed_afterwards() throws SQLException {
        List<Noted> rows = IntStream.rangeClosed(1, 20_000)
                .mapToObj(n -> new Noted("north", n, "row " + n, n % 2 == 0, null, null))
                .toList();

        copies().write(connection, rows);
        try (var statement = connection.createStatement()) {
            for (String index : NOTES.indexDefinitions("query_g1")) {
                statement.execute(index);
            }
        }

        assertThat(stored()).isEqualTo(rows);
    }

    @Test
    void a_text_the_database_refuses_is_a_failure_of_the_data_and_writes_nothing() throws SQLException {
        var refused = new Noted("north", 2, "nul \0", false, null, null);

        assertThatThrownBy(() -> copies().write(connection, List.of(PLAIN, refused)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(Failures.ofTheCommit(e)).isTrue());

        connection.rollback();
        assertThat(connection.isValid(5)).isTrue();
    }

    @Test
    void rows_that_are_only_appended_cannot_be_changed_looked_at_or_removed() {
        BufferedRows<Noted> rows = new BufferedRows<>(NOTES);
        rows.put(PLAIN);

        assertThatThrownBy(() -> rows.find("north", 1L)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.remove("north", 1L)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.add(PLAIN)).isInstanceOf(IllegalStateException.class);
        assertThat(rows.appendedRows()).containsExactly(PLAIN);
    }

    private static CopiedRows<Noted> copies() {
        return new CopiedRows<>("query_g1.notes", NOTES);
    }

    private List<Noted> stored() throws SQLException {
        List<Noted> rows = new java.util.ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT " + NOTES.columns("n") + " FROM query_g1.notes n ORDER BY tenant, seq")) {
            while (row.next()) {
                rows.add(NOTES.read(row));
            }
        }
        return rows;
    }
}

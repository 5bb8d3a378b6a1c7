package io.mandate.acceptance;

import io.mandate.testing.postgres.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of a server, seen by those who own them: the generations belong to the runtime role.
record ReadModels(JdbcClient sql, JdbcClient runtime) {
    static ReadModels of(TestDatabase database) {
        return new ReadModels(JdbcClient.create(database.owner()), JdbcClient.create(database.runtime()));
    }

    /// Whether there is a generation that is read.
    boolean there() {
        return sql.sql("select count(generation) from mandate.query_pointer")
                        .query(Integer.class)
                        .single()
                == 1;
    }

    long events() {
        return sql.sql("select count(*) from mandate.domain_event")
                .query(Long.class)
                .single();
    }

    int generation() {
        return sql.sql("select coalesce(generation, 0) from mandate.query_pointer")
                .query(Integer.class)
                .single();
    }

    int generations() {
        return sql.sql("select count(*) from mandate.query_generation")
                .query(Integer.class)
                .single();
    }

    /// Changes what is read, as only somebody inside the database could.
    ///
    /// @param statement with `%s` for the schema of the generation
    void spoil(String statement) {
        runtime.sql(statement.formatted("query_g" + generation())).update();
    }

    /// As if the models that are read had been made by another version of the program.
    void shapedOtherwise() {
        sql.sql("update mandate.query_generation set fingerprint = 'another'").update();
    }

    /// Every row of every table of the generation that is read, as canonical JSON, by table.
    Map<String, List<String>> rows() {
        String schema = "query_g"
                + sql.sql("select generation from mandate.query_pointer")
                        .query(Integer.class)
                        .single();
        Map<String, List<String>> rows = new TreeMap<>();
        for (Place table : tables()) {
            if (table.schema().equals(schema)) {
                rows.put(
                        table.name(),
                        runtime.sql("select to_jsonb(t)::text from " + table
                                        + " t order by to_jsonb(t)::text collate \"C\"")
                                .query(String.class)
                                .list());
            }
        }
        return rows;
    }

    /// The names of all tables in which this text stands, in the clear or as bytes.
    TreeSet<String> places(String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        TreeSet<String> places = new TreeSet<>();
        for (Place table : tables()) {
            JdbcClient owner = table.schema().equals("mandate") ? sql : runtime;
            if (owner.sql("select exists (select from " + table
                            + " t where strpos(t::text, ?) > 0 or strpos(t::text, ?) > 0)")
                    .params(text, hex)
                    .query(Boolean.class)
                    .single()) {
                places.add(table.name());
            }
        }
        return places;
    }

    /// Throws all read models away, as somebody would who trusts them no longer.
    void drop() {
        sql.sql("""
                        do $$ begin
                          update mandate.query_pointer set generation = null;
                          perform mandate.drop_query_generation(number) from mandate.query_generation;
                        end $$""").update();
    }

    /// Has the read models made anew; they are not finished before this connection commits.
    void remake(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table mandate.projection_position in share mode");
        }
        sql.sql("update mandate.query_pointer set generation = null").update();
    }

    private List<Place> tables() {
        return sql.sql("""
                        select schemaname, tablename from pg_tables
                        where schemaname = 'mandate' or schemaname like 'query_g%'""")
                .query((row, _) -> new Place(row.getString(1), row.getString(2)))
                .list();
    }

    private record Place(String schema, String name) {
        @Override
        public String toString() {
            return schema + "." + name;
        }
    }
}

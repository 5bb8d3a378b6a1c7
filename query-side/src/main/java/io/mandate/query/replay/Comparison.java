package io.mandate.query.replay;

import static java.util.stream.Collectors.joining;

import io.mandate.query.projection.Generation;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.Table;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Compares the rows of two generations inside the database, and keeps the result with the replay: numbers of rows and
/// digests for each table and tenant, and the differing rows up to a limit.
///
/// Rows are compared as such; the digests are for people, who can note one and compare it with a later one. Where two
/// positions differ nothing is compared, for the rows must then differ.
final class Comparison {
    /// So many differing rows are kept of one table of one tenant, and of all together.
    static final int LISTED_EACH = 1_000;

    static final int LISTED = 10_000;

    private final JdbcClient sql;
    private final Replay replay;
    private final Generation live;

    /// @param sql statements of one transaction that sees one snapshot
    Comparison(JdbcClient sql, Replay replay, Generation live) {
        this.sql = sql;
        this.replay = replay;
        this.live = live;
    }

    private record Differing(String tenant, long rows) {}

    private record Part(String model, Table<?> table) {}

    /// Compares all tables of these models; answers how many differing rows are kept.
    long run(List<Projection> models) {
        sql.sql("DELETE FROM mandate.replay_difference WHERE replay = ?")
                .param(replay.id())
                .update();
        sql.sql("DELETE FROM mandate.replay_comparison WHERE replay = ?")
                .param(replay.id())
                .update();
        long listed = 0;
        for (Part part : parts(models)) {
            for (Differing tenant : counted(part)) {
                listed += list(part.table(), tenant.tenant(), listed);
            }
        }
        return listed;
    }

    /// In the order of the tables' names, which is the order in which both lists are paged.
    private static List<Part> parts(List<Projection> models) {
        return models.stream()
                .flatMap(model -> model.tables().stream().map(table -> new Part(model.name(), table)))
                .sorted(Comparator.comparing(part -> part.table().name()))
                .toList();
    }

    private List<Differing> counted(Part part) {
        Table<?> table = part.table();
        return sql.sql("""
                        WITH positions AS (
                          SELECT tenant, coalesce(max(seq) FILTER (WHERE generation = :live), 0) AS live_seq,
                            coalesce(max(seq) FILTER (WHERE generation = :rebuilt), 0) AS rebuilt_seq
                          FROM mandate.projection_position WHERE generation IN (:live, :rebuilt) GROUP BY tenant),
                        counts AS (
                          SELECT coalesce(a.tenant, b.tenant) AS tenant,
                            count(a.tenant) AS live_rows, count(b.tenant) AS rebuilt_rows,
                            %s AS live_digest, %s AS rebuilt_digest, count(*) FILTER (WHERE %s) AS differing
                          FROM %s
                          GROUP BY 1),
                        kept AS (
                          INSERT INTO mandate.replay_comparison
                          SELECT tenant, :replay, :model, :table,
                            coalesce(p.live_seq, 0), coalesce(p.rebuilt_seq, 0),
                            coalesce(c.live_rows, 0), coalesce(c.rebuilt_rows, 0),
                            coalesce(c.live_digest, md5('')), coalesce(c.rebuilt_digest, md5('')),
                            CASE WHEN coalesce(p.live_seq, 0) = coalesce(p.rebuilt_seq, 0)
                              THEN coalesce(c.differing, 0) END
                          FROM positions p FULL JOIN counts c USING (tenant)
                          WHERE :tenant::text IS NULL OR tenant = :tenant
                          RETURNING tenant, differing)
                        SELECT tenant, differing FROM kept WHERE differing > 0 ORDER BY tenant""".formatted(digest("a"), digest("b"), differ(), both(table, replay.tenant() != null)))
                .param("live", live.number())
                .param("rebuilt", replay.made().number())
                .param("replay", replay.id())
                .param("model", part.model())
                .param("table", table.name())
                .param(
                        "tenant",
                        replay.tenant() == null ? null : replay.tenant().value(),
                        Types.VARCHAR)
                .query((row, _) -> new Differing(row.getString(1), row.getLong(2)))
                .list();
    }

    private long list(Table<?> table, String tenant, long listed) {
        long room = Math.min(LISTED_EACH, LISTED - listed);
        if (room <= 0) {
            return 0;
        }
        List<String> keys = table.keyNames();
        String order = keys.stream().map(Comparison::either).collect(joining(", "));
        return sql.sql("""
                        INSERT INTO mandate.replay_difference
                          (tenant, replay, number, table_name, key, columns, live, rebuilt)
                        SELECT :tenant, :replay, :listed + row_number() OVER (ORDER BY %1$s), :table, %2$s, %3$s,
                          CASE WHEN a.tenant IS NOT NULL THEN %4$s END, CASE WHEN b.tenant IS NOT NULL THEN %5$s END
                        FROM %6$s
                        WHERE %7$s ORDER BY %1$s LIMIT :room""".formatted(
                                order,
                                key(keys),
                                columns(table),
                                shown(table, "a"),
                                shown(table, "b"),
                                both(table, true),
                                differ()))
                .param("tenant", tenant)
                .param("replay", replay.id())
                .param("listed", listed)
                .param("table", table.name())
                .param("room", room)
                .update();
    }

    private String both(Table<?> table, boolean ofOneTenant) {
        String only = ofOneTenant ? " WHERE tenant = :tenant" : "";
        String match =
                table.keyNames().stream().map(key -> "a." + key + " = b." + key).collect(joining(" AND "));
        return "(SELECT * FROM " + live.table(table) + only + ") a FULL JOIN (SELECT * FROM "
                + replay.made().table(table) + only + ") b ON " + match;
    }

    private static String differ() {
        return "a.tenant IS NULL OR b.tenant IS NULL OR a IS DISTINCT FROM b";
    }

    /// The same for the same rows in any order: two sums over halves of a digest of each row.
    private static String digest(String row) {
        String half = "coalesce(sum(('x' || %2$s(md5(%1$s::text), 16))::bit(64)::bigint)"
                + " FILTER (WHERE %1$s.tenant IS NOT NULL), 0)";
        return "md5(" + half.formatted(row, "left") + " || ',' || " + half.formatted(row, "right") + ")";
    }

    private static String either(String column) {
        return "coalesce(a." + column + ", b." + column + ")";
    }

    private static String key(List<String> keys) {
        return keys.stream()
                .skip(1) // the tenant is said beside it
                .map(key -> "'" + key + "', " + either(key))
                .collect(joining(", ", "jsonb_build_object(", ")"));
    }

    private static String columns(Table<?> table) {
        return table.otherNames().stream()
                .map(name -> "CASE WHEN a.%1$s IS DISTINCT FROM b.%1$s THEN '%1$s' END".formatted(name))
                .collect(joining(", ", "array_remove(ARRAY[", "]::text[], NULL)"));
    }

    /// Of personal text only that it is there: clear text stays in the tables that are rewritten when it is erased.
    private static String shown(Table<?> table, String row) {
        List<String> shown = new ArrayList<>();
        for (String name : table.otherNames()) {
            shown.add(
                    table.holdsPersonalText()
                            ? "'%2$s', CASE WHEN %1$s.%2$s IS NOT NULL THEN '(personal text)' END".formatted(row, name)
                            : "'%2$s', %1$s.%2$s".formatted(row, name));
        }
        return "jsonb_build_object(" + String.join(", ", shown) + ")";
    }
}

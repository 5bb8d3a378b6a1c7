package io.mandate.query.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.store.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What came of comparing the models that are read with those that were made again.
@RestController
@RequestMapping("/v1/replays/{replay}")
class ComparisonController {
    private final Replays replays;
    private final ReplayRights rights;
    private final ComparisonNotes notes;
    private final JdbcClient sql;
    private final StoreId store;

    ComparisonController(Replays replays, ReplayRights rights, ComparisonNotes notes, JdbcClient sql, StoreId store) {
        this.replays = replays;
        this.rights = rights;
        this.notes = notes;
        this.sql = sql;
        this.store = store;
    }

    /// One table of one tenant.
    ///
    /// @param position where the models that are read stood
    /// @param rebuiltPosition where the new ones stood
    /// @param differing how many rows differ; absent where the positions do, for then nothing can be compared
    @JsonInclude(Include.NON_NULL)
    record Compared(
            String tenant,
            String model,
            String table,
            Position position,
            Position rebuiltPosition,
            long rows,
            long rebuiltRows,
            String digest,
            String rebuiltDigest,
            @Nullable Long differing) {}

    /// @param comparedAt when; absent: not yet
    /// @param tables how many tables of tenants were looked at
    /// @param differing how many rows differ in all
    /// @param listed how many of these are shown under `/differences`
    /// @param notCompared how many tables stood at two positions
    @JsonInclude(Include.NON_NULL)
    record Result(
            @Nullable Instant comparedAt,
            long tables,
            long differing,
            long listed,
            long notCompared,
            List<Compared> items,
            @Nullable String next) {}

    /// @param columns which of its columns differ
    /// @param live the row that is read; absent: there is none
    /// @param rebuilt the row made again; absent: there is none
    @JsonInclude(Include.NON_NULL)
    record Difference(
            String tenant,
            String table,
            @JsonRawValue String key,
            List<String> columns,
            @JsonRawValue @Nullable String live,
            @JsonRawValue @Nullable String rebuilt) {}

    record DifferencePage(List<Difference> items, @Nullable String next) {}

    /// The tables in the order of their names, and of tenants in each.
    ///
    /// @param differing whether to show only those with rows that differ or that were not compared
    @Described(summary = "Read the comparison of a replay with the live models")
    @GetMapping("/comparison")
    Result comparison(
            Caller caller,
            RequestFacts facts,
            @PathVariable("replay") String id,
            @RequestParam(defaultValue = "false") boolean differing,
            @RequestParam(required = false) @Nullable TenantId tenant,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        Replay replay = replays.find(rights.requireSight(caller), id);
        PageRequest page = PageRequest.of("comparison", after, limit, null);
        int split = page.after().indexOf('/');
        String only = tenant == null ? null : tenant.value();
        List<Compared> found = sql.sql("""
                        SELECT * FROM mandate.replay_comparison WHERE replay = :replay
                          AND (table_name, tenant) > (:table, :after)
                          AND (:tenant::text IS NULL OR tenant = :tenant)
                          AND (NOT :differing OR differing IS NULL OR differing > 0)
                        ORDER BY table_name, tenant LIMIT :rows""")
                .param("replay", id)
                .param("table", split < 0 ? "" : page.after().substring(0, split))
                .param("after", split < 0 ? "" : page.after().substring(split + 1))
                .param("tenant", only, Types.VARCHAR)
                .param("differing", differing)
                .param("rows", page.rows())
                .query((row, _) -> compared(row))
                .list();
        Page.Part<Compared> part = page.part(found, row -> row.table() + "/" + row.tenant(), row -> row, null);
        SortedMap<String, String> asked = asked(id, after, limit);
        asked.put("differing", String.valueOf(differing));
        if (only != null) {
            asked.put("tenant", only);
        }
        notes.read(
                caller,
                facts,
                "GET /v1/replays/{id}/comparison",
                asked,
                part.items().stream().map(Compared::tenant));
        return sql.sql("""
                        SELECT count(*), coalesce(sum(differing), 0), count(*) FILTER (WHERE differing IS NULL)
                        FROM mandate.replay_comparison WHERE replay = ?""")
                .param(id)
                .query((row, _) -> new Result(
                        replay.comparedAt(),
                        row.getLong(1),
                        row.getLong(2),
                        replay.listed(),
                        row.getLong(3),
                        part.items(),
                        part.next()))
                .single();
    }

    /// The rows that differ, as far as they are kept: at most 1,000 of one table of one tenant and 10,000 in all.
    @Described(summary = "List the rows that differ")
    @GetMapping("/differences")
    DifferencePage differences(
            Caller caller,
            RequestFacts facts,
            @PathVariable("replay") String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        replays.find(rights.requireSight(caller), id);
        PageRequest page = PageRequest.of("differences", after, limit, null);
        record Numbered(long number, Difference difference) {}
        List<Numbered> found = sql.sql("""
                        SELECT * FROM mandate.replay_difference WHERE replay = ? AND number > ?
                        ORDER BY number LIMIT ?""")
                .params(id, place(page), page.rows())
                .query((row, _) -> new Numbered(row.getLong("number"), difference(row)))
                .list();
        Page.Part<Difference> part = page.part(found, row -> String.valueOf(row.number()), Numbered::difference, null);
        notes.read(
                caller,
                facts,
                "GET /v1/replays/{id}/differences",
                asked(id, after, limit),
                part.items().stream().map(Difference::tenant));
        return new DifferencePage(part.items(), part.next());
    }

    private static SortedMap<String, String> asked(String replay, @Nullable String after, @Nullable Integer limit) {
        SortedMap<String, String> asked = new TreeMap<>();
        asked.put("replay", replay);
        if (after != null) {
            asked.put("after", after);
        }
        if (limit != null) {
            asked.put("limit", limit.toString());
        }
        return asked;
    }

    private Compared compared(ResultSet row) throws SQLException {
        return new Compared(
                row.getString("tenant"),
                row.getString("model"),
                row.getString("table_name"),
                store.position(row.getLong("live_seq")),
                store.position(row.getLong("rebuilt_seq")),
                row.getLong("live_rows"),
                row.getLong("rebuilt_rows"),
                row.getString("live_digest"),
                row.getString("rebuilt_digest"),
                row.getObject("differing", Long.class));
    }

    private static Difference difference(ResultSet row) throws SQLException {
        return new Difference(
                row.getString("tenant"),
                row.getString("table_name"),
                row.getString("key"),
                Arrays.asList((String[]) row.getArray("columns").getArray()),
                row.getString("live"),
                row.getString("rebuilt"));
    }

    private static long place(PageRequest page) {
        try {
            return page.after().isEmpty() ? 0 : Long.parseLong(page.after());
        } catch (NumberFormatException _) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
        }
    }
}

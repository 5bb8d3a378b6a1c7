package io.mandate.command.job;

import io.mandate.command.gate.ItemOutcome;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The items of jobs and what became of them.
@Component
class JobItemStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;
    private final JdbcClient database;

    JobItemStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.database = JdbcClient.create(jdbc);
    }

    /// One item that waits.
    @SuppressWarnings("ArrayRecordComponent") // one line, read once and never compared
    record Waiting(int line, byte[] content) {}

    /// What became of one item.
    record Result(int line, String status, @Nullable Rejection rejection) {}

    void add(TenantId tenant, String job, List<Waiting> items) {
        jdbc.batchUpdate(
                "INSERT INTO mandate.job_item (tenant, job, line, content) VALUES (?, ?, ?, ?)",
                items.stream()
                        .map(item -> new Object[] {tenant.value(), job, item.line(), item.content()})
                        .toList());
    }

    /// The next items behind a line, in order.
    List<Waiting> waiting(TenantId tenant, String job, int after, int most) {
        return database.sql("""
                        SELECT line, content FROM mandate.job_item
                        WHERE tenant = ? AND job = ? AND line > ? ORDER BY line LIMIT ?""")
                .params(tenant.value(), job, after, most)
                .query((row, _) -> new Waiting(row.getInt(1), row.getBytes(2)))
                .list();
    }

    /// Writes down what became of items that waited.
    void finish(TenantId tenant, String job, List<Waiting> items, List<ItemOutcome> outcomes) {
        List<Object[]> rows = new ArrayList<>();
        for (ItemOutcome outcome : outcomes) {
            Rejection rejection = outcome.rejection();
            String status = rejection != null ? "REJECTED" : outcome.changed() ? "DONE" : "UNCHANGED";
            rows.add(new @Nullable Object[] {
                status,
                rejection == null ? null : rejection.code().name(),
                rejection == null ? null : JSON.writeValueAsString(rejection.parameters()),
                tenant.value(),
                job,
                items.get(outcome.index()).line()
            });
        }
        jdbc.batchUpdate("""
                UPDATE mandate.job_item SET status = ?, code = ?, parameters = ?::jsonb
                WHERE tenant = ? AND job = ? AND line = ?""", rows);
    }

    /// What became of the items behind a line, in order.
    ///
    /// @param status of these only; null: of all that are carried out
    List<Result> results(TenantId tenant, String job, int after, @Nullable String status, int most) {
        return database.sql("""
                        SELECT line, status, code, parameters::text FROM mandate.job_item
                        WHERE tenant = ? AND job = ? AND line > ? AND status IS NOT NULL
                          AND (?::text IS NULL OR status = ?::text)
                        ORDER BY line LIMIT ?""")
                .params(Arrays.asList(tenant.value(), job, after, status, status, most))
                .query((row, _) ->
                        new Result(row.getInt(1), row.getString(2), rejection(row.getString(3), row.getString(4))))
                .list();
    }

    @SuppressWarnings("unchecked") // written by finish()
    private static @Nullable Rejection rejection(@Nullable String code, @Nullable String parameters) {
        return code == null
                ? null
                : new Rejection(
                        RejectionCode.valueOf(code),
                        parameters == null ? Map.of() : JSON.readValue(parameters, Map.class));
    }
}

package io.mandate.query.audit;

import io.mandate.query.position.ModelView;
import io.mandate.query.scope.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds rows of the trail in its index.
final class AuditQueries {
    private final ModelView view;
    private final AuditFilter filter;
    private final AuditSpan span;

    /// @param span not beyond the position of the view
    AuditQueries(ModelView view, AuditFilter filter, AuditSpan span) {
        this.view = view;
        this.filter = filter;
        this.span = span;
    }

    /// Where a row of the trail is.
    record Found(long seq, int number) {}

    List<Found> page(AuditOrder order, @Nullable AuditPlace after, int rows) {
        Condition beyond = after == null
                ? Condition.ALWAYS
                : Condition.of("(a.seq, a.number) " + order.beyond + " (?, ?)", after.seq(), after.number());
        String sorted = " ORDER BY seq " + order.sql + ", number " + order.sql + " LIMIT " + rows;
        Statement statement = union(beyond, sorted);
        return view.sql()
                .sql("SELECT seq, number FROM (" + statement.sql + ") found" + sorted)
                .params(statement.values)
                .query((row, _) -> new Found(row.getLong(1), row.getInt(2)))
                .list();
    }

    long count() {
        Statement statement = union(Condition.ALWAYS, "");
        return view.sql()
                .sql("SELECT count(*) FROM (" + statement.sql + ") counted")
                .params(statement.values)
                .query(Long.class)
                .single();
    }

    private record Statement(String sql, List<Object> values) {}

    /// Each way of matching is a statement of its own, which walks its own index in order and stops after a page; an OR
    /// would have to read and sort everything that matches.
    private Statement union(Condition beyond, String end) {
        List<Object> values = new ArrayList<>();
        String sql = filter.ways().stream()
                .map(way -> {
                    values.addAll(List.of(view.tenant().value(), span.after(), span.until()));
                    Condition both = way.and(beyond);
                    values.addAll(both.values());
                    return "(SELECT a.seq, a.number FROM " + view.table(AuditIndexRow.TABLE)
                            + " a WHERE a.tenant = ? AND a.seq > ? AND a.seq <= ? AND " + both.sql() + end + ")";
                })
                .collect(Collectors.joining(" UNION "));
        return new Statement(sql, values);
    }
}

package io.mandate.query.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A condition of SQL with the values of its `?`. Nothing a caller sends is ever part of the text.
///
/// @param sql the text; stands in brackets where it is combined
/// @param values in the order of the `?`; an array for `= ANY (?)`
public record Condition(String sql, List<Object> values) {
    /// Holds for every row.
    public static final Condition ALWAYS = new Condition("TRUE", List.of());

    /// Holds for no row.
    public static final Condition NEVER = new Condition("FALSE", List.of());

    public Condition {
        values = List.copyOf(values);
    }

    public static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    /// All of them; always, if there are none.
    public static Condition all(List<Condition> parts) {
        return parts.isEmpty() ? ALWAYS : joined(parts, " AND ");
    }

    /// One of them; never, if there are none.
    public static Condition any(List<Condition> parts) {
        return parts.isEmpty() ? NEVER : joined(parts, " OR ");
    }

    public Condition and(Condition other) {
        return all(List.of(this, other));
    }

    private static Condition joined(List<Condition> parts, String word) {
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> values.addAll(part.values()));
        String text = parts.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")"));
        return new Condition(text, values);
    }
}

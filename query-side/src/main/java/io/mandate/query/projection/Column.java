package io.mandate.query.projection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One column of a [Table]: the record component `changedAt` is the column `changed_at`.
record Column(String name, Class<?> type, boolean nullable, Method accessor) {

    static Column of(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Column(name, component.getType(), nullable, accessor);
    }

    String sqlType() {
        return switch (type.getSimpleName()) {
            case "String" -> "text";
            case "long", "Long" -> "bigint";
            case "int", "Integer" -> "integer";
            case "boolean", "Boolean" -> "boolean";
            case "Instant" -> "timestamptz";
            case "Json" -> "jsonb";
            default -> throw new IllegalArgumentException("no column can hold a " + type);
        };
    }

    /// Texts compare by bytes: keys page in the same order everywhere, whatever the database's locale.
    String definition() {
        String collation = type == String.class ? " COLLATE \"C\"" : "";
        return name + " " + sqlType() + collation + (nullable ? "" : " NOT NULL");
    }

    @Nullable
    Object of(Record row) {
        try {
            Object value = accessor.invoke(row);
            if (value == null && !nullable) {
                throw new IllegalStateException("the column " + name + " must not be null");
            }
            return value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the column " + name + " cannot be read from its row", e);
        }
    }

    /// The value of a column of numbers.
    long number(Record row) {
        return (Long) Objects.requireNonNull(of(row), "a number that is added to must not be null");
    }

    /// The value of this column as the driver takes it inside an array, and as COPY writes it.
    @Nullable
    Object written(@Nullable Object value) {
        return value instanceof Json json
                ? json.text()
                : type == Instant.class && value != null ? value.toString() : value;
    }

    @Nullable
    Object read(ResultSet from, int index) throws SQLException {
        if (type == Instant.class) {
            OffsetDateTime at = from.getObject(index, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        }
        if (type == Json.class) {
            String text = from.getString(index);
            return text == null ? null : new Json(text);
        }
        return from.getObject(index);
    }
}

package io.mandate.query.projection;

import io.mandate.store.follow.UnreadableEventException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a failure of a commit from a failure of the database.
public final class Failures {
    /// SQLSTATE classes that say something about rows: data exception, integrity violation, cardinality,
    /// triggers.
    private static final List<String> OF_DATA = List.of("21", "22", "23", "09", "P0");

    private Failures() {}

    /// Whether the same commit would fail again on a healthy database, so that its tenant must be parked.
    static boolean ofTheCommit(Exception failure) {
        SQLException sql = sql(failure);
        if (sql == null) {
            return failure instanceof ProjectionFailedException || failure instanceof UnreadableEventException;
        }
        String state = sql.getSQLState();
        return state != null && OF_DATA.stream().anyMatch(state::startsWith);
    }

    /// Which projection failed, as far as it is known.
    static String projection(Exception failure) {
        return failure instanceof ProjectionFailedException failed ? failed.projection() : "";
    }

    /// What may be shown: kinds of failure and their codes, never a message, for messages quote rows.
    public static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        return cause instanceof SQLException sql ? name + " " + sql.getSQLState() : name;
    }

    private static @Nullable SQLException sql(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}

package io.mandate.query.audit;

import io.mandate.events.values.InvalidValueException;
import org.jspecify.annotations.Nullable;

/// In which direction the trail is read.
enum AuditOrder {
    NEWEST_FIRST("desc", "<", "DESC"),
    OLDEST_FIRST("asc", ">", "ASC");

    final String written;
    final String beyond;
    final String sql;

    AuditOrder(String written, String beyond, String sql) {
        this.written = written;
        this.beyond = beyond;
        this.sql = sql;
    }

    static AuditOrder of(@Nullable String given) {
        for (AuditOrder order : values()) {
            if (given == null || order.written.equals(given)) {
                return order;
            }
        }
        throw new InvalidValueException("order", "must be desc or asc");
    }
}

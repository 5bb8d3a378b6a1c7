package io.mandate.query.audit;

import io.mandate.events.values.InvalidValueException;
import java.util.Locale;

/// What sort of change a row tells of.
public enum AuditType {
    CREATED,
    FIELD_UPDATED,
    DELETED,
    ERASED,
    REDACTED,
    ACTIVATED,
    SUSPENDED,
    ENABLED,
    ASSIGNED,
    UNASSIGNED,
    ADDED,
    REMOVED,
    LINKED,
    UNLINKED,
    REQUESTED,
    ACKNOWLEDGED,
    RESTORED,
    IMPORTED,
    RETIRED,
    REINSTATED,
    ISSUED,
    REVOKED,
    QUOTA_EXCEEDED,
    QUOTA_RESTORED;

    /// How people read it: `Field Updated`.
    public String label() {
        return Shown.title(name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /// The type of that name or label; refused with [InvalidValueException] if there is none.
    static AuditType of(String written) {
        String name = written.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
        for (AuditType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new InvalidValueException("type", "must be a type of change, such as FIELD_UPDATED");
    }
}

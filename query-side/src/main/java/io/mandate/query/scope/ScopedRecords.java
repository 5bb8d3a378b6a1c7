package io.mandate.query.scope;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Collection;

/// Registered records as what scopes on `administration/records` speak of: their own data, and their
/// resource as the attribute `resource`. In the statement `r` is the table of records.
public record ScopedRecords() implements ScopedRows {
    @Override
    public Condition createdBy(UserId user) {
        return Condition.of("r.creator = ?", user.value());
    }

    @Override
    public Condition assignedTo(UserId user) {
        return Condition.of("(r.owner = ? OR jsonb_exists(r.assignees, ?))", user.value(), user.value());
    }

    @Override
    public Condition among(Collection<RecordId> ids) {
        return Condition.of("r.record = ANY (?)", (Object) ScopedRows.texts(ids));
    }

    @Override
    public Condition within(InstanceType type, Collection<RecordId> containers) {
        return Condition.of(
                "jsonb_exists_any(coalesce(r.containers -> ?, '[]'), ?)", type.value(), ScopedRows.texts(containers));
    }

    @Override
    public Condition having(AttributeKey attribute, Collection<String> values) {
        return attribute.value().equals("resource")
                ? Condition.of("r.resource = ANY (?)", (Object) ScopedRows.texts(values))
                : Condition.of("r.attributes ->> ? = ANY (?)", attribute.value(), ScopedRows.texts(values));
    }
}

package io.mandate.query.scope;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Collection;

/// Profiles as the records that scopes on `administration/profiles` speak of: id, and the attribute
/// `roleType`. They have no creator and nobody to look after them. In the statement `l` is the list of
/// profiles.
public record ScopedProfiles() implements ScopedRows {
    @Override
    public Condition createdBy(UserId user) {
        return Condition.NEVER;
    }

    @Override
    public Condition assignedTo(UserId user) {
        return Condition.NEVER;
    }

    @Override
    public Condition among(Collection<RecordId> ids) {
        return Condition.of("l.profile = ANY (?)", (Object) ScopedRows.texts(ids));
    }

    @Override
    public Condition within(InstanceType type, Collection<RecordId> containers) {
        return Condition.NEVER;
    }

    @Override
    public Condition having(AttributeKey attribute, Collection<String> values) {
        return attribute.value().equals("roleType")
                ? Condition.of("l.role_type = ANY (?)", (Object) ScopedRows.texts(values))
                : Condition.NEVER;
    }
}

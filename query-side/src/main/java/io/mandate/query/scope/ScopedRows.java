package io.mandate.query.scope;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Collection;

/// Where the rows of a table keep what record scopes speak of. What is null or absent in a row must not
/// match.
public interface ScopedRows {
    /// Whose creator is this user.
    Condition createdBy(UserId user);

    /// Who are owned by this user, or of whom it is an assignee.
    Condition assignedTo(UserId user);

    /// That are one of these.
    Condition among(Collection<RecordId> ids);

    /// That lie in one of these containers.
    Condition within(InstanceType type, Collection<RecordId> containers);

    /// Whose attribute has one of these values.
    Condition having(AttributeKey attribute, Collection<String> values);

    /// Texts of values, as `= ANY (?)` takes them.
    static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}

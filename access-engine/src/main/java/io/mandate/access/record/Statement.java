package io.mandate.access.record;

import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.Set;

/// One part of what is known about a record: the least that a scope can ask for.
public sealed interface Statement {
    /// It was made by this user.
    record Creator(UserId user) implements Statement {}

    /// It belongs to this user.
    record Owner(UserId user) implements Statement {}

    /// This user, among others perhaps, looks after it.
    record Assignee(UserId user) implements Statement {}

    /// It lies, among others perhaps, in this container.
    record Inside(InstanceType type, RecordId container) implements Statement {}

    /// It has this value.
    record Value(AttributeKey attribute, String value) implements Statement {}

    /// All that is said of a record.
    static Set<Statement> of(RecordData data) {
        Set<Statement> all = new HashSet<>();
        UserId creator = data.creator();
        if (creator != null) {
            all.add(new Creator(creator));
        }
        UserId owner = data.owner();
        if (owner != null) {
            all.add(new Owner(owner));
        }
        data.assignees().forEach(user -> all.add(new Assignee(user)));
        data.containers().forEach((type, ids) -> ids.forEach(id -> all.add(new Inside(type, id))));
        data.attributes().forEach((attribute, value) -> all.add(new Value(attribute, value)));
        return all;
    }
}

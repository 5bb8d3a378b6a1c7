package io.mandate.command.record;

import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A registered record as the record that a decision on `administration/records` is about: with its own data, and its
/// resource as the attribute `resource`.
final class RecordRights {
    private static final AttributeKey RESOURCE = new AttributeKey("resource");

    private RecordRights() {}

    static RequiredRight right(RecordCommand command, ActionName action, @Nullable RecordData known) {
        RecordData data = known == null ? RecordData.UNKNOWN : known;
        Map<AttributeKey, String> attributes = new HashMap<>(data.attributes());
        attributes.put(RESOURCE, command.resource().value());
        return new RequiredRight(
                RecordCommand.RECORDS,
                action,
                command.record(),
                new RecordData(
                        data.creator(), data.owner(), new TreeSet<>(data.assignees()), data.containers(), attributes));
    }
}

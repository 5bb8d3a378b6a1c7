package io.mandate.command.gate;

import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import org.jspecify.annotations.Nullable;

/// The decision on the tenant's own catalog that a caller needs for a command, for instance `edit` on
/// `administration/profiles`.
///
/// @param record the record the command is about, for record scopes; null: the resource as a whole
/// @param data what is known of the record at the head; null: nothing, and unknown never matches a
///     scope
public record RequiredRight(
        NodeKey node,
        ActionName action,
        @Nullable RecordId record,
        @Nullable RecordData data) {

    /// A right on a resource as a whole.
    public static RequiredRight of(String node, String action) {
        return new RequiredRight(new NodeKey(node), new ActionName(action), null, null);
    }

    /// A right on one record.
    public static RequiredRight of(String node, String action, RecordId record, RecordData data) {
        return new RequiredRight(new NodeKey(node), new ActionName(action), record, data);
    }
}

package io.mandate.command.record;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;

/// Nothing is known of a record any more; it can be registered again.
public record RetireRecord(TenantId tenant, NodeKey resource, RecordId record) implements RecordCommand {
    @Override
    public RequiredRight right(AccessView head) {
        return RecordRights.right(this, DELETE, head.record(resource, record));
    }
}

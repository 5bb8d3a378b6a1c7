package io.mandate.command.record;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;

/// Something is known of a record from now on. Known with the same data: nothing happens.
public record RegisterRecord(TenantId tenant, NodeKey resource, RecordId record, RecordData data)
        implements RecordCommand {
    /// On the record as it will be.
    @Override
    public RequiredRight right(AccessView head) {
        return RecordRights.right(this, CREATE, data);
    }
}

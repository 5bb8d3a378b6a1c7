package io.mandate.command.record;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import java.util.List;

/// All that is known of a record is this from now on.
public record ChangeRecord(TenantId tenant, NodeKey resource, RecordId record, RecordData data)
        implements RecordCommand {
    @Override
    public RequiredRight right(AccessView head) {
        return RecordRights.right(this, EDIT, head.record(resource, record));
    }

    /// On the record as it is, and once more as it will be: nobody moves a record out of, or into, what is not his.
    @Override
    public List<RequiredRight> rights(AccessView head) {
        return List.of(right(head), RecordRights.right(this, EDIT, data));
    }
}

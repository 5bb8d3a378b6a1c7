package io.mandate.command.record;

import io.mandate.command.gate.TenantCommand;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;

/// What can be wished for a registered record.
public sealed interface RecordCommand extends TenantCommand permits RegisterRecord, ChangeRecord, RetireRecord {
    NodeKey RECORDS = new NodeKey("administration/records");
    ActionName CREATE = new ActionName("create");
    ActionName EDIT = new ActionName("edit");
    ActionName DELETE = new ActionName("delete");

    @Override
    TenantId tenant();

    NodeKey resource();

    RecordId record();

    /// The resource has no `:` in it, so the first one ends it, whatever the record is called.
    @Override
    default String stream() {
        return StreamId.of(tenant(), StreamId.Kind.RECORD, resource() + ":" + record());
    }

    @Override
    default String resultId() {
        return record().value();
    }
}

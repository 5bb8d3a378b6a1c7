package io.mandate.events.record;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;

/// What happens to a registered record.
public sealed interface RecordEvent extends DomainEvent {
    NodeKey resource();

    RecordId record();

    @Alias("RecordRegistered")
    record RecordRegistered(NodeKey resource, RecordId record, RecordData data) implements RecordEvent {}

    @Alias("RecordChanged")
    record RecordChanged(NodeKey resource, RecordId record, RecordData from, RecordData to) implements RecordEvent {}

    /// The record is no longer known; it can be registered again.
    @Alias("RecordRetired")
    record RecordRetired(NodeKey resource, RecordId record, RecordData last) implements RecordEvent {}
}

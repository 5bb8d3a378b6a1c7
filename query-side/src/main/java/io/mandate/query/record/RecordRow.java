package io.mandate.query.record;

import io.mandate.events.RecordedEvent;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.query.projection.Json;
import io.mandate.query.projection.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A registered record.
///
/// @param assignees the ids of its assignees, sorted
/// @param containers the ids it lies in, by type
/// @param revision the position of the last commit that changed it
record RecordRow(
        String tenant,
        String resource,
        String record,
        @Nullable String creator,
        @Nullable String owner,
        Json assignees,
        Json containers,
        Json attributes,
        long revision,
        Instant registeredAt,
        Instant changedAt,
        String changedByKind,
        String changedBy) {
    static final Table<RecordRow> TABLE = Table.of("record", RecordRow.class, 3);

    /// @param before the row before; null: it is registered just now
    static RecordRow of(RecordEvent event, RecordData data, @Nullable RecordRow before, RecordedEvent recorded) {
        return new RecordRow(
                recorded.tenant().value(),
                event.resource().value(),
                event.record().value(),
                data.creator() == null ? null : data.creator().value(),
                data.owner() == null ? null : data.owner().value(),
                Json.of(data.assignees()),
                Json.of(data.containers()),
                Json.of(data.attributes()),
                recorded.commitSeq(),
                before == null ? recorded.recordedAt() : before.registeredAt(),
                recorded.recordedAt(),
                recorded.metadata().actor().kind().name(),
                recorded.metadata().actor().id().value());
    }
}

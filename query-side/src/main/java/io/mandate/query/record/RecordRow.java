package io.mandate.query.record;

import io.mandate.events.RecordedEvent;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.query.projection.Json;
import io.mandate.query.projection.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A registered record. A retired one keeps its row, so that its revisions are counted on if it is
/// registered again.
///
/// @param assignees the ids of its assignees, sorted
/// @param containers the ids it lies in, by type
/// @param revision the number of commits that changed it
record RecordRow(
        String tenant,
        String resource,
        String record,
        @Nullable String creator,
        @Nullable String owner,
        Json assignees,
        Json containers,
        Json attributes,
        boolean retired,
        long revision,
        Instant registeredAt,
        Instant changedAt,
        long changedSeq,
        String changedByKind,
        String changedBy) {
    static final Table<RecordRow> TABLE = Table.of("record", RecordRow.class, 3);

    /// @param before the row of an earlier registration; null: there was none
    static RecordRow of(
            RecordEvent event, RecordData data, boolean retired, @Nullable RecordRow before, RecordedEvent recorded) {
        boolean begins = before == null || before.retired();
        long counted = before == null ? 0 : before.revision();
        boolean same = before != null && before.changedSeq() == recorded.commitSeq();
        return new RecordRow(
                recorded.tenant().value(),
                event.resource().value(),
                event.record().value(),
                data.creator() == null ? null : data.creator().value(),
                data.owner() == null ? null : data.owner().value(),
                Json.of(data.assignees()),
                Json.of(data.containers()),
                Json.of(data.attributes()),
                retired,
                same ? counted : counted + 1,
                begins || before == null ? recorded.recordedAt() : before.registeredAt(),
                recorded.recordedAt(),
                recorded.commitSeq(),
                recorded.metadata().actor().kind().name(),
                recorded.metadata().actor().id().value());
    }
}

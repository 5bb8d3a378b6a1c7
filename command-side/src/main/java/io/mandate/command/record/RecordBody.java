package io.mandate.command.record;

import io.mandate.command.request.Fields;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is said of a record in a body. What is absent is unknown, and unknown never matches a scope.
public record RecordBody(
        @Nullable UserId creator,
        @Nullable UserId owner,
        @Nullable SortedSet<UserId> assignees,
        @Nullable Map<InstanceType, SortedSet<RecordId>> containers,
        @Nullable Map<AttributeKey, @Nullable String> attributes,
        @Nullable String reason) {

    /// The data itself. An attribute without a value is refused: leave it out instead.
    public RecordData data() {
        Map<AttributeKey, String> given = new HashMap<>();
        if (attributes != null) {
            attributes.forEach((key, value) -> given.put(key, Fields.required("attributes." + key, value)));
        }
        if (containers != null) {
            containers.forEach((type, ids) -> Fields.required("containers." + type, ids));
        }
        return new RecordData(
                creator,
                owner,
                assignees == null ? new TreeSet<>() : assignees,
                containers == null ? Map.of() : containers,
                given);
    }
}

package io.mandate.query.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.mandate.query.user.ActorView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A registered record.
///
/// @param containers the ids it lies in, by type
/// @param revision the position of the last commit that changed it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordView(
        String resource,
        String id,
        @Nullable String creator,
        @Nullable String owner,
        @JsonRawValue String assignees,
        @JsonRawValue String containers,
        @JsonRawValue String attributes,
        long revision,
        Instant registeredAt,
        Instant changedAt,
        ActorView changedBy) {}

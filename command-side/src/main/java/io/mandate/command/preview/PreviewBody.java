package io.mandate.command.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.Position;
import io.mandate.events.values.UserId;
import io.mandate.http.difference.DifferenceView;
import io.mandate.http.difference.PermissionItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a preview.
///
/// @param position the head at which it was tried; another change may come before this one is made
/// @param changed whether anything would be recorded
/// @param revision the revision the thing would have
/// @param warnings those that the change would be answered with
/// @param profile for previews of a profile: what it would give more, less or otherwise, whoever has it
/// @param access what would change for users; those the caller may not view are counted, not listed
/// @param next what to send as `after` for the following page of users; null: there is none
public record PreviewBody(
        Position position,
        boolean changed,
        long revision,
        List<Map<String, Object>> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PermissionItem> profile,
        DifferenceView access,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UserId next) {}

package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who could do something in a window, page by page in the order of ids.
///
/// @param from null: from the beginning
/// @param to null: until the position
/// @param next what to send as `after` for the following page; absent: this is the last one
/// @param count how many users there are on all pages, if that was asked for
/// @param position the last commit inside the window: all pages are of the same one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessReport(
        NodeKey node,
        ActionName action,
        @Nullable Instant from,
        @Nullable Instant to,
        List<AccessRow> items,
        @Nullable String next,
        @Nullable Long count,
        Position position) {
    public AccessReport {
        items = List.copyOf(items);
    }
}

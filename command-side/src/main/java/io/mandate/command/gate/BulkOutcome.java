package io.mandate.command.gate;

import io.mandate.events.values.Position;
import java.util.List;
import java.util.Map;

/// What became of many commands.
///
/// @param position the last position of their commit; where nothing changed, the head that was read
/// @param items one for each command, in their order
/// @param warnings what was accepted but should be known, such as a SOFT quota that is exceeded
public record BulkOutcome(Position position, List<ItemOutcome> items, List<Map<String, Object>> warnings) {
    public BulkOutcome {
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }
}

package io.mandate.command.gate;

import io.mandate.events.values.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What became of a change.
///
/// @param position the last position of its commit; where nothing changed, the head that was read
/// @param revision the revision of the thing changed: for a profile the number of commits that changed
///     it, for everything else the last position that affected it
/// @param ids the ids the commands are about, in their order
/// @param warnings what was accepted but should be known, such as a SOFT quota that is exceeded
/// @param changed whether anything was recorded
public record Outcome(
        Position position, long revision, List<String> ids, List<Map<String, Object>> warnings, boolean changed) {
    public Outcome {
        ids = List.copyOf(ids);
        List<Map<String, Object>> copies = new ArrayList<>();
        warnings.forEach(warning -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(warning))));
        warnings = Collections.unmodifiableList(copies);
    }
}

package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.events.values.Position;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What would have become of a change that was only tried. Both views stay true for ever: of that head.
///
/// @param before the head it was decided at
/// @param after the same with what would have been recorded
/// @param position the position of the head
/// @param revision the revision the thing would have, as in [Outcome]
/// @param warnings as in [Outcome]
/// @param changed whether anything would have been recorded
/// @param viewable whether the caller may learn about a user
public record Trial(
        AccessView before,
        AccessView after,
        Position position,
        long revision,
        List<Map<String, Object>> warnings,
        boolean changed,
        Predicate<UserId> viewable) {
    public Trial {
        List<Map<String, Object>> copies = new ArrayList<>();
        warnings.forEach(warning -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(warning))));
        warnings = Collections.unmodifiableList(copies);
    }
}

package io.mandate.access.oracle;

import io.mandate.events.values.NodeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the oracle says, and why.
///
/// @param inheritedFrom the node above that the actions come from; null: none, or it did not come to that
/// @param fromDefault whether they are the profile's default ones
/// @param why by step; the last one of a denial is what it failed at
record Explained(Verdict verdict, @Nullable NodeKey inheritedFrom, boolean fromDefault, List<Why> why) {
    /// The step that decided.
    int step() {
        return verdict.reason().equals("GRANTED") ? 12 : why.getLast().step();
    }
}

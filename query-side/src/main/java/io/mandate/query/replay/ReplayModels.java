package io.mandate.query.replay;

import io.mandate.query.projection.Projection;
import java.util.List;

/// All models, and which of them a replay makes.
record ReplayModels(List<Projection> all) {
    ReplayModels {
        all = List.copyOf(all);
    }

    /// Those that it makes again.
    List<Projection> own(Replay replay) {
        return all.stream()
                .filter(projection -> replay.models().contains(projection.name()))
                .toList();
    }

    /// Those that are copied beside them when they are to be read.
    List<Projection> others(Replay replay) {
        return all.stream()
                .filter(projection -> !replay.models().contains(projection.name()))
                .toList();
    }

    /// Those that are folded into the new generation at present.
    List<Projection> folded(Replay replay) {
        return replay.whole() ? all : own(replay);
    }
}

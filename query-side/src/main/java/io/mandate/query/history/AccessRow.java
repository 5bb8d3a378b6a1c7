package io.mandate.query.history;

import io.mandate.query.user.ActorView;
import java.util.List;

/// A user who could do it, and when.
///
/// @param intervals in order; at least one
public record AccessRow(ActorView user, List<AccessTime> intervals) {
    public AccessRow {
        intervals = List.copyOf(intervals);
    }
}

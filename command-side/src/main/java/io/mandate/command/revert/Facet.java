package io.mandate.command.revert;

import java.util.Arrays;
import java.util.List;

/// A thing that an event changes, as a path: a whole profile, one setting of it, a user's role. Two events touch the
/// same thing if the path of one begins with that of the other.
///
/// @param path at least one step
record Facet(List<String> path) {
    Facet {
        path = List.copyOf(path);
    }

    static Facet of(Object... steps) {
        return new Facet(Arrays.stream(steps).map(String::valueOf).toList());
    }

    /// Whether changing the one may change the other.
    boolean touches(Facet other) {
        int shared = Math.min(path.size(), other.path.size());
        return path.subList(0, shared).equals(other.path.subList(0, shared));
    }

    /// Whether the other is this thing, or a part of it.
    boolean contains(Facet other) {
        return path.size() <= other.path.size() && touches(other);
    }
}

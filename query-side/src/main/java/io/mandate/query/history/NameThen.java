package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What a name stood for in a window. What became of the name later does not matter: a question about
/// the past has the same answer whenever it is asked.
final class NameThen {
    private NameThen() {}

    /// A name stood for a node, or for none, from a commit on.
    private record Turn(@Nullable NodeKey node, long since) {}

    /// The node it stood for. A key that nothing had yet is that of the node that came to have it.
    ///
    /// Refused with NODE_UNKNOWN if it stood for none, and with NODE_AMBIGUOUS if for several, as it may
    /// have before aliases stayed with their node.
    ///
    /// @param now where a key is looked up that was given after the window
    /// @param versions of which the window is a part
    static NodeKey of(String name, AccessView now, TenantVersions versions, Window window) {
        List<Turn> turns = turns(name, versions, window);
        Set<NodeKey> nodes = new LinkedHashSet<>();
        turns.stream().map(Turn::node).filter(Objects::nonNull).forEach(nodes::add);
        if (nodes.size() == 1) {
            return nodes.iterator().next();
        }
        CatalogNode known = now.catalog().nodeByNameOrAlias(name);
        if (known != null && known.key().value().equals(name)) {
            return known.key();
        }
        throw new RejectedException(
                nodes.isEmpty()
                        ? Rejection.of(RejectionCode.NODE_UNKNOWN, "node", name)
                        : Rejection.of(
                                RejectionCode.NODE_AMBIGUOUS,
                                "node",
                                name,
                                "nodes",
                                nodes,
                                "times",
                                times(turns, versions)));
    }

    private static List<Turn> turns(String name, TenantVersions versions, Window window) {
        List<Turn> turns = new ArrayList<>();
        LongStream.concat(
                        LongStream.of(window.first()),
                        LongStream.of(versions.groundChanges(window.first(), window.last())))
                .forEach(seq -> {
                    CatalogNode meant = versions.at(seq).catalog().nodeByNameOrAlias(name);
                    NodeKey node = meant == null ? null : meant.key();
                    if (turns.isEmpty() || !Objects.equals(turns.getLast().node(), node)) {
                        turns.add(new Turn(node, seq));
                    }
                });
        return turns;
    }

    /// Each node with the moments between which the name stood for it, as far as they are in the window.
    private static List<String> times(List<Turn> turns, TenantVersions versions) {
        List<String> times = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            NodeKey node = turns.get(i).node();
            if (node != null) {
                String from = i == 0
                        ? ""
                        : " from " + versions.recordedAt(turns.get(i).since());
                String until = i + 1 == turns.size()
                        ? ""
                        : " until " + versions.recordedAt(turns.get(i + 1).since());
                times.add(node + from + until);
            }
        }
        return times;
    }
}

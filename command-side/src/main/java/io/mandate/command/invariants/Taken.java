package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.access.permission.Excess;
import io.mandate.access.permission.Returned;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What nobody holds because a catalog took it, and not because nobody was given it: by an earlier catalog somebody
/// held it, and somebody would today. Whoever edits the catalog would else take it from everybody for a moment, make
/// it what he likes, and be the first to give it. Looked for only where something seems to be new, change by change
/// of the catalog, as far back as the node goes.
final class Taken {
    private final Aftermath aftermath;
    private final List<AccessView> moments = new ArrayList<>(); // before each change of the catalog, the latest first

    Taken(Aftermath aftermath) {
        this.aftermath = aftermath;
    }

    /// The tenant just before the catalog took it, the last time; empty if none did.
    Optional<AccessView> last(NodeKey node, ActionName action) {
        AccessView before = aftermath.before();
        if (before.catalog().node(node) == null) {
            return Optional.empty(); // as with nearly all that is new, and the past need not be looked at
        }
        Said later = Said.of(before.catalog(), node);
        for (int number = 0; ; number++) {
            @Nullable AccessView moment = moment(number);
            if (moment == null || moment.catalog().node(node) == null) {
                return Optional.empty();
            }
            Said said = Said.of(moment.catalog(), node);
            if (!said.equals(later)
                    && Held.byAnybody(before, moment.catalog(), node, action)
                    && Held.byAnybody(moment, node, action)) {
                return Optional.of(moment);
            }
            later = said;
        }
    }

    /// Whether a catalog took it from somebody, and the giver is none of those who had it whole and
    /// would today: what was his he may give to others, though it is for his role no more.
    boolean from(UserId giver, NodeKey node, ActionName action) {
        AccessView before = aftermath.before();
        return last(node, action)
                .filter(was -> !Held.whole(was, was.catalog(), giver, node, action)
                        || !Held.whole(before, was.catalog(), giver, node, action))
                .isPresent();
    }

    /// Of what a catalog seems to give first, what another took and what somebody would have of it that he did not
    /// have then, nor the giver.
    Set<Excess> beyond(UserId giver, List<Excess> gained) {
        IdentityHashMap<AccessView, Set<NodeKey>> nodes = new IdentityHashMap<>();
        for (Excess excess : gained) {
            last(excess.node(), excess.action())
                    .ifPresent(was ->
                            nodes.computeIfAbsent(was, _ -> new HashSet<>()).add(excess.node()));
        }
        Set<Excess> beyond = new HashSet<>();
        nodes.forEach((was, taken) -> beyond.addAll(
                Returned.exceeds(was, aftermath.before(), was.catalog(), aftermath.after(), giver, taken::contains)));
        return beyond;
    }

    private @Nullable AccessView moment(int number) {
        if (moments.size() <= number) {
            Catalog later = number == 0
                    ? aftermath.before().catalog()
                    : moments.getLast().catalog();
            Optional<AccessView> earlier =
                    later.seq() == 0 ? Optional.empty() : aftermath.past().at(later.seq() - 1);
            if (earlier.isEmpty()) {
                return null;
            }
            moments.add(earlier.get());
        }
        return moments.get(number);
    }

    /// All that a catalog says of a node on which it depends who has it. Catalogs share what stays the same, so most
    /// comparisons are of one thing with itself.
    private record Said(
            List<CatalogNode> nodes,
            Map<RoleKey, Defined<RoleDefinition>> roles,
            Map<RoleTypeKey, Defined<RoleTypeDefinition>> roleTypes) {

        /// Goes from node to node, as each catalog that is asked for paths keeps them.
        static Said of(Catalog catalog, NodeKey node) {
            List<CatalogNode> nodes = new ArrayList<>();
            @Nullable CatalogNode at = catalog.node(node);
            if (at != null && at.definition().scopedBy() != null) {
                add(nodes, catalog.node(at.definition().scopedBy()));
            }
            while (at != null && nodes.size() <= catalog.nodes().size()) {
                nodes.add(at);
                @Nullable NodeKey parent = at.definition().parent();
                at = parent == null ? null : catalog.node(parent);
            }
            return new Said(nodes, catalog.roles(), catalog.roleTypes());
        }

        private static void add(List<CatalogNode> nodes, @Nullable CatalogNode one) {
            if (one != null) {
                nodes.add(one);
            }
        }
    }
}

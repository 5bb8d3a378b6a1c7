package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.user.Cohort;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody must go on being able to do, or the tenant cannot help itself any more: an active person, without a
/// perimeter, for every record.
///
/// @param what in words, after "who can"
/// @param rights what it takes, node by node
record Stewardship(String what, Map<NodeKey, ActionSet> rights) {
    private static final ActionSet LOOKING = ActionSet.of("view");

    private static final Stewardship PEOPLE = new Stewardship(
            "manage users and profiles",
            Map.of(
                    new NodeKey("administration/users"),
                    ActionSet.of("view", "edit", "assign"),
                    new NodeKey("administration/profiles"),
                    ActionSet.of("view", "edit")));

    private static final Stewardship CATALOG = new Stewardship(
            "edit the catalog", Map.of(new NodeKey("administration/catalog"), ActionSet.of("view", "edit")));

    /// Of the operators alone: what they need to take back whatever they did to any tenant, their own included.
    private static final Stewardship TENANTS = new Stewardship(
            "manage the tenants of the installation",
            Map.of(Operators.TENANTS, ActionSet.of("view", "create", "edit")));

    private static final Comparator<Map<NodeKey, ActionSet>> MOST = Comparator.<Map<NodeKey, ActionSet>>comparingInt(
                    held -> held.values().stream()
                            .mapToInt(actions -> actions.actions().size())
                            .sum())
            .thenComparing(Map::toString);

    Stewardship {
        rights = new TreeMap<>(rights);
    }

    /// All that a tenant has somebody for. It takes what its catalog knows, and of that as much as anybody
    /// has: an action that the catalog has only now is nobody's yet, and must not make the others worth
    /// nothing.
    ///
    /// @param cohorts all of the view
    static List<Stewardship> of(AccessView view, Set<Cohort> cohorts) {
        return known(view)
                .flatMap(each -> each.asFarAsHeld(view, cohorts).stream())
                .toList();
    }

    /// Whether the members of a cohort may be among those who have one: cheap, and true of few.
    static boolean mayHave(AccessView view, @Nullable Cohort cohort) {
        return cohort != null
                && known(view).anyMatch(each -> !each.held(view, cohort).isEmpty());
    }

    /// What a tenant must have somebody for, in words, whether or not it has.
    static List<String> all(AccessView view) {
        return of(view.tenant()).map(Stewardship::what).toList();
    }

    /// All that nobody has, whatever the catalog knows of it.
    static List<Stewardship> missing(AccessView view) {
        Set<Cohort> cohorts = view.cohorts().keySet();
        return of(view.tenant()).filter(each -> !each.kept(view, cohorts)).toList();
    }

    /// Whether one of these cohorts has it.
    boolean kept(AccessView view, Set<Cohort> cohorts) {
        return cohorts.stream().anyMatch(cohort -> heldBy(view, cohort));
    }

    /// Whether the members of a cohort have it, if they can come in.
    boolean heldBy(AccessView view, @Nullable Cohort cohort) {
        return cohort != null
                && comeIn(cohort)
                && rights.entrySet().stream()
                        .allMatch(right -> right.getValue().actions().stream()
                                .allMatch(action -> held(view, cohort, right.getKey(), action)));
    }

    /// The rights in words.
    List<String> needed() {
        return rights.entrySet().stream()
                .map(right -> right.getKey() + ": " + words(right.getValue()))
                .toList();
    }

    private static Stream<Stewardship> of(TenantId tenant) {
        return tenant.equals(Caller.SYSTEM_TENANT) ? Stream.of(PEOPLE, CATALOG, TENANTS) : Stream.of(PEOPLE, CATALOG);
    }

    /// Where a node is not there, or can be asked for nothing, nobody has it: all of nothing would be held
    /// by all.
    private static Stream<Stewardship> known(AccessView view) {
        return of(view.tenant())
                .map(each -> each.asFarAsKnown(view.catalog()))
                .filter(each -> each.rights.values().stream().noneMatch(ActionSet::isEmpty));
    }

    private Stewardship asFarAsKnown(Catalog catalog) {
        Map<NodeKey, ActionSet> known = new TreeMap<>();
        rights.forEach((key, actions) -> {
            @Nullable CatalogNode node = catalog.node(key);
            known.put(
                    key,
                    node == null
                            ? ActionSet.NONE
                            : actions.intersect(node.definition().supportedActions()));
        });
        return new Stewardship(what, known);
    }

    private Optional<Stewardship> asFarAsHeld(AccessView view, Set<Cohort> cohorts) {
        Map<NodeKey, ActionSet> most = Map.of();
        for (Cohort cohort : cohorts) {
            Map<NodeKey, ActionSet> held = held(view, cohort);
            if (held.equals(rights)) {
                return Optional.of(this);
            }
            most = MOST.compare(held, most) > 0 ? held : most;
        }
        return most.isEmpty() ? Optional.empty() : Optional.of(new Stewardship(what, most));
    }

    /// What the members of a cohort have of it; nothing, if they cannot come in, or manage one of the nodes
    /// not at all.
    private Map<NodeKey, ActionSet> held(AccessView view, Cohort cohort) {
        if (!comeIn(cohort)) {
            return Map.of();
        }
        Map<NodeKey, ActionSet> held = new TreeMap<>();
        for (Map.Entry<NodeKey, ActionSet> right : rights.entrySet()) {
            ActionSet actions = new ActionSet(right.getValue().actions().stream()
                    .filter(action -> held(view, cohort, right.getKey(), action))
                    .toList());
            // Whoever may only look manages nothing, unless there is nothing else to be had.
            if (actions.isEmpty() || (LOOKING.containsAll(actions) && !LOOKING.containsAll(right.getValue()))) {
                return Map.of();
            }
            held.put(right.getKey(), actions);
        }
        return held;
    }

    private static boolean comeIn(Cohort cohort) {
        return cohort.activePeople() && !cohort.perimeter();
    }

    private static boolean held(AccessView view, Cohort cohort, NodeKey key, ActionName action) {
        return available(view, key) && Held.freely(view, cohort, key, action);
    }

    private static boolean available(AccessView view, NodeKey key) {
        return view.catalog().path(key).stream()
                .filter(node -> node.definition().kind() == Kind.MODULE)
                .allMatch(module -> view.tenantState().availability(module.key()) == Availability.AVAILABLE);
    }

    private static String words(ActionSet actions) {
        return actions.actions().stream().map(ActionName::value).collect(Collectors.joining(" "));
    }
}

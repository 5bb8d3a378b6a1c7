package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.tenant.Availability;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody must go on being able to do, or the tenant cannot help itself any more: an active person, without a
/// perimeter, for every record.
///
/// @param what in words, after "who can"
/// @param rights what it takes, node by node; where it takes nothing of a node, nobody can
record Stewardship(String what, Map<NodeKey, ActionSet> rights) {
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

    Stewardship {
        rights = new TreeMap<>(rights);
    }

    /// All of a tenant, as far as its catalog knows them: the one before a change says what must be left after it.
    static List<Stewardship> of(AccessView view) {
        Stream<Stewardship> all = view.tenant().equals(Caller.SYSTEM_TENANT)
                ? Stream.of(PEOPLE, CATALOG, TENANTS)
                : Stream.of(PEOPLE, CATALOG);
        return all.map(each -> each.asFarAsKnown(view.catalog())).toList();
    }

    /// That of users and profiles, by which people come back to all else.
    static Stewardship ofPeople(AccessView view) {
        return PEOPLE.asFarAsKnown(view.catalog());
    }

    /// Whether somebody has it.
    boolean kept(AccessView view) {
        return view.cohorts().keySet().stream().anyMatch(cohort -> heldBy(view, cohort));
    }

    /// Whether the members of a cohort have it, if they can come in.
    boolean heldBy(AccessView view, @Nullable Cohort cohort) {
        return cohort != null
                && cohort.kind() == PrincipalKind.USER
                && cohort.status() == UserStatus.ACTIVE
                && !cohort.perimeter()
                && rights.entrySet().stream().allMatch(right -> all(view, cohort, right.getKey(), right.getValue()));
    }

    /// The rights in words.
    List<String> needed() {
        return rights.entrySet().stream()
                .map(right -> right.getKey() + ": " + words(right.getValue()))
                .toList();
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

    /// A node that is not there, or is asked for nothing, gives nobody anything; all of nothing would be held by all.
    private static boolean all(AccessView view, Cohort cohort, NodeKey key, ActionSet actions) {
        return !actions.isEmpty()
                && available(view, key)
                && actions.actions().stream().allMatch(action -> Held.freely(view, cohort, key, action));
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

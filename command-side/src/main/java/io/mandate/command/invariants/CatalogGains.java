package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.permission.Excess;
import io.mandate.access.permission.Gains;
import io.mandate.access.permission.Returned;
import io.mandate.access.user.UserStatus;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a changed catalog gives to those who have a profile already, though nobody assigns or saves one:
/// a node exists for another role, supports another action, is no longer limited or masked, or a role
/// has another type.
final class CatalogGains {
    private final Set<NodeKey> nodes = new HashSet<>();
    private boolean roles;

    private CatalogGains(List<DomainEvent> events) {
        for (DomainEvent event : events) {
            switch (event) {
                case CatalogNodeDefined e -> nodes.add(e.node());
                case CatalogNodeReinstated e -> nodes.add(e.node());
                case RoleDefined e -> roles |= gives(e.definition(), e.previous());
                case RoleTypeDefined e -> roles |= gives(e.definition(), e.previous());
                default -> {} // gives nothing to those who are there
            }
        }
    }

    /// Nobody has a role that is new; and its label, or who may give it, gives its users nothing.
    private static boolean gives(RoleDefinition is, @Nullable RoleDefinition was) {
        return was != null && !is.roleType().equals(was.roleType());
    }

    private static boolean gives(RoleTypeDefinition is, @Nullable RoleTypeDefinition was) {
        return was != null && (is.superuser() != was.superuser() || is.profilePolicy() != was.profilePolicy());
    }

    /// Beyond what the giver holds; each excess once, in the catalog's own order for each role and
    /// profile.
    static List<Excess> of(Aftermath aftermath, UserId giver) {
        if (aftermath.events().stream().noneMatch(CatalogEvent.class::isInstance)) {
            return List.of(); // nearly always, and catalogs may have thousands of nodes
        }
        Predicate<NodeKey> concerned =
                concerned(aftermath.events(), aftermath.after().catalog());
        if (aftermath.after().catalog().nodes().stream().noneMatch(node -> concerned.test(node.key()))) {
            return List.of();
        }
        return gained(aftermath, giver, concerned);
    }

    /// What somebody had when nodes were retired need not be new when they come back: what people gain beyond what
    /// they had then, and the giver did not hold then, though somebody did.
    ///
    /// @param past the tenant at an earlier position
    static List<Excess> ofReturned(Aftermath aftermath, UserId giver, LongFunction<AccessView> past) {
        Catalog before = aftermath.before().catalog();
        Catalog back = before;
        SortedMap<Long, Set<NodeKey>> returned = new TreeMap<>();
        for (DomainEvent event : aftermath.events()) {
            if (event instanceof CatalogNodeReinstated e) {
                @Nullable CatalogNode retired = before.node(e.node());
                if (retired != null && retired.retired()) {
                    back = back.after(e, before.seq());
                    // Many are retired in one commit, and what was before that is the same for all of them.
                    long end = past.apply(retired.standsSince() - 1).position();
                    returned.computeIfAbsent(end, _ -> new HashSet<>()).add(e.node());
                }
            }
        }
        Catalog as = back;
        Set<Excess> excesses = new LinkedHashSet<>();
        returned.forEach((end, nodes) -> {
            AccessView was = past.apply(end);
            Returned.exceeds(was, aftermath.before(), as, aftermath.after(), giver, nodes::contains).stream()
                    .filter(excess -> excess.kind() != Excess.Kind.NOT_HELD
                            || Held.byAnybody(was, excess.node(), excess.action()))
                    .forEach(excesses::add);
        });
        return List.copyOf(excesses);
    }

    private static List<Excess> gained(Aftermath aftermath, UserId giver, Predicate<NodeKey> concerned) {
        Set<Excess> excesses = new LinkedHashSet<>();
        for (Holders each : holders(aftermath.after())) {
            excesses.addAll(
                    Gains.of(aftermath.before(), aftermath.after(), giver, each.role(), each.profile(), concerned));
        }
        return List.copyOf(excesses);
    }

    /// The nodes that may have become another thing for those who are there: a walk over all
    /// holders for each.
    static Predicate<NodeKey> concerned(List<DomainEvent> events, Catalog catalog) {
        return new CatalogGains(events).concerned(catalog);
    }

    private Predicate<NodeKey> concerned(Catalog catalog) {
        if (roles) {
            return _ -> true;
        }
        Set<NodeKey> concerned = new HashSet<>();
        for (CatalogNode node : catalog.nodes()) {
            @Nullable NodeKey container = node.definition().scopedBy();
            if ((container != null && nodes.contains(container))
                    || catalog.path(node.key()).stream().anyMatch(above -> nodes.contains(above.key()))) {
                concerned.add(node.key());
            }
        }
        return concerned::contains;
    }

    /// All who have the same role and profile, whatever else they are.
    private record Holders(@Nullable RoleKey role, ProfileId profile) {}

    private static Set<Holders> holders(AccessView view) {
        Set<Holders> holders = new LinkedHashSet<>();
        view.cohorts().keySet().forEach(cohort -> {
            if (cohort.profile() != null && cohort.status() != UserStatus.DELETED) {
                holders.add(new Holders(cohort.role(), cohort.profile()));
            }
        });
        return holders;
    }
}

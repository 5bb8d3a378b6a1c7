package io.mandate.access.permission;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.decision.ProfileGrants.Given;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What people have of nodes that come back into the catalog and did not have when these were retired,
/// beyond what whoever brings them back held then and would hold now. What was given in between, by a
/// profile, a role, an attribute or a perimeter, gave nothing of a node that was not there, so nobody
/// has judged it: it is given by the return.
public final class Returned {
    private final AccessView was;
    private final AccessView before;
    private final Catalog back;
    private final AccessView after;
    private final @Nullable Subject giverThen;
    private final @Nullable Subject giver;

    private Returned(AccessView was, AccessView before, Catalog back, AccessView after, UserId giver) {
        this.was = was;
        this.before = before;
        this.back = back;
        this.after = after;
        this.giverThen = was.user(giver);
        this.giver = before.user(giver);
    }

    /// Each once, in the catalog's own order. Walks over all users of the tenant.
    ///
    /// @param was just before the nodes were retired
    /// @param before the change by which they come back, with its actor, who is no superuser
    /// @param back the catalog before, with the nodes as they were
    /// @param nodes those that come back
    public static List<Excess> exceeds(
            AccessView was, AccessView before, Catalog back, AccessView after, UserId giver, Predicate<NodeKey> nodes) {
        Returned returned = new Returned(was, before, back, after, giver);
        Map<Way, Set<Pair>> people = returned.people();
        List<Excess> excesses = new ArrayList<>();
        for (CatalogNode node : after.catalog().nodes()) {
            if (nodes.test(node.key())) {
                for (ActionName action : node.definition().supportedActions().actions()) {
                    people.entrySet().stream()
                            .map(each -> returned.exceeds(each.getKey(), each.getValue(), node.key(), action))
                            .flatMap(Optional::stream)
                            .findFirst()
                            .ifPresent(kind -> excesses.add(new Excess(node.key(), action, kind)));
                }
            }
        }
        return excesses;
    }

    /// How somebody came from one role and profile to others.
    private record Way(
            @Nullable RoleKey roleThen,
            @Nullable ProfileId profileThen,
            @Nullable RoleKey role,
            ProfileId profile) {}

    /// What somebody made of what he was given, and makes of it.
    ///
    /// @param then null: he was not there
    private record Pair(@Nullable Receiver then, Receiver now) {
        boolean named() {
            return now.namesAttributes() || (then != null && then.namesAttributes());
        }

        Pair withoutAttributes() {
            return new Pair(then == null ? null : then.withoutAttributes(), now.withoutAttributes());
        }
    }

    private Map<Way, Set<Pair>> people() {
        Map<Way, Set<Pair>> people = new LinkedHashMap<>();
        for (Subject is : after.users()) {
            ProfileId profile = is.profile();
            if (profile != null && is.status() != UserStatus.DELETED) {
                Subject then = was.user(is.id());
                Way way = new Way(
                        then == null ? null : then.role(), then == null ? null : then.profile(), is.role(), profile);
                people.computeIfAbsent(way, unused -> new HashSet<>())
                        .add(new Pair(then == null ? null : Receiver.of(then), Receiver.of(is)));
            }
        }
        return people;
    }

    private Optional<Excess.Kind> exceeds(Way way, Set<Pair> people, NodeKey node, ActionName action) {
        Given now = given(after, after.catalog(), way.role(), way.profile(), node, action);
        if (now == null) {
            return Optional.empty();
        }
        Given then = given(was, was.catalog(), way.roleThen(), way.profileThen(), node, action);
        boolean named = OwnValues.named(now.scope()) || (then != null && OwnValues.named(then.scope()));
        Given heldThen = held(was, was.catalog(), giverThen, node, action);
        Given held = held(before, back, giver, node, action);
        // Where nobody's own values matter, there are few who differ.
        return people.stream()
                .map(pair -> named || pair.named() ? pair : pair.withoutAttributes())
                .distinct()
                .map(pair -> {
                    Given less = then == null || pair.then() == null
                            ? null
                            : pair.then().of(then);
                    Given more = pair.now().of(now);
                    return Escalation.beyond(heldThen, less, more).or(() -> Escalation.beyond(held, less, more));
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static @Nullable Given held(
            AccessView view, Catalog catalog, @Nullable Subject giver, NodeKey node, ActionName action) {
        return giver == null
                ? null
                : Escalation.held(view, catalog, giver, node, action)
                        .map(held -> Escalation.of(held, giver.attributes()))
                        .orElse(null);
    }

    private static @Nullable Given given(
            AccessView view,
            Catalog catalog,
            @Nullable RoleKey role,
            @Nullable ProfileId id,
            NodeKey node,
            ActionName action) {
        Profile profile = id == null ? null : view.profile(id);
        return ProfileGrants.given(catalog, role, profile, node, action).orElse(null);
    }
}

package io.mandate.access.permission;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.decision.ProfileGrants.Given;
import io.mandate.access.decision.Relevance;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Nobody gives what he does not hold at equal or wider scope. Whether a module is available at the moment does not
/// matter on either side: it may be tomorrow.
public final class Escalation {
    private Escalation() {}

    /// What the profile gives beyond what the actor holds, in the catalog's own order; empty if nothing. An actor who
    /// is not active holds nothing, a superuser everything.
    ///
    /// @param view with the actor as he is before the change; of the profile it need not know
    /// @param profileAfter the profile that is saved or given, as it will be
    public static List<Excess> exceeds(AccessView view, UserId actor, Profile profileAfter) {
        return exceeds(view, actor, profileAfter, null, null);
    }

    /// The same for one who gets the profile: his perimeter narrows what is given, and what `$user.NAME` is for him
    /// must be within what it is for the actor.
    public static List<Excess> exceedsFor(AccessView view, UserId actor, Profile profileAfter, Subject receiver) {
        return exceeds(view, actor, profileAfter, receiver.perimeter(), receiver.attributes());
    }

    /// The same for one who gets the profile and has a perimeter, which narrows what is given.
    ///
    /// @param perimeter the receiver's; null: none
    public static List<Excess> exceeds(
            AccessView view, UserId actor, Profile profileAfter, @Nullable ScopeExpression perimeter) {
        return exceeds(view, actor, profileAfter, perimeter, null);
    }

    static Given of(Given given, Map<AttributeKey, String> mine) {
        return new Given(OwnValues.in(given.scope(), mine), given.masked(), given.condition());
    }

    private static List<Excess> exceeds(
            AccessView view,
            UserId actor,
            Profile profileAfter,
            @Nullable ScopeExpression perimeter,
            @Nullable Map<AttributeKey, String> receiver) {
        Subject giver = view.user(actor);
        if (giver != null && superuser(view.catalog(), giver)) {
            return List.of();
        }
        List<Excess> excesses = new ArrayList<>();
        for (CatalogNode node : view.catalog().nodes()) {
            if (existsForSome(view.catalog(), node.key(), profileAfter)) {
                for (ActionName action : node.definition().supportedActions().actions()) {
                    exceeds(view, giver, profileAfter, node.key(), action, perimeter, receiver)
                            .ifPresent(kind -> excesses.add(new Excess(node.key(), action, kind)));
                }
            }
        }
        return excesses;
    }

    /// Whether a role makes its users superusers, which only a superuser may give.
    public static boolean confersSuperuser(Catalog catalog, @Nullable RoleKey role) {
        RoleTypeDefinition type = catalog.roleTypeDefinitionOf(role);
        return type != null && type.superuser();
    }

    /// Whether this is an active superuser.
    public static boolean superuser(Catalog catalog, Subject subject) {
        return subject.status() == UserStatus.ACTIVE && confersSuperuser(catalog, subject.role());
    }

    private static Optional<Excess.Kind> exceeds(
            AccessView view,
            @Nullable Subject giver,
            Profile profile,
            NodeKey node,
            ActionName action,
            @Nullable ScopeExpression perimeter,
            @Nullable Map<AttributeKey, String> receiver) {
        Optional<Given> given = ProfileGrants.given(view, profile, node, action);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Given more = given.get();
        ScopeExpression narrowed = perimeter == null ? more.scope() : Scopes.both(more.scope(), perimeter);
        Given narrow = new Given(narrowed, more.masked(), more.condition());
        Given held = giver == null ? null : held(view, giver, node, action).orElse(null);
        return giver == null || held == null || receiver == null
                ? beyond(held, narrow)
                : beyond(of(held, giver.attributes()), of(narrow, receiver));
    }

    static Optional<Excess.Kind> beyond(@Nullable Given less, Given more) {
        if (less == null) {
            return Optional.of(Excess.Kind.NOT_HELD);
        }
        if (!Scopes.covers(less.scope(), more.scope())) {
            return Optional.of(Excess.Kind.WIDER_SCOPE);
        }
        return freer(less, more) ? Optional.of(Excess.Kind.FEWER_OBLIGATIONS) : Optional.empty();
    }

    /// What was given before need not be held, as long as it comes with the same obligations.
    static Optional<Excess.Kind> beyond(@Nullable Given held, @Nullable Given before, Given now) {
        if (before == null || freer(before, now)) {
            return beyond(held, now);
        }
        if (Scopes.covers(before.scope(), now.scope())) {
            return Optional.empty();
        }
        return held != null && !freer(held, now) && Scopes.coverTogether(held.scope(), before.scope(), now.scope())
                ? Optional.empty()
                : beyond(held, now);
    }

    /// A field that one hides and the other does not counts, whatever else both hide.
    static boolean freer(Given less, Given more) {
        return !more.masked().containsAll(less.masked())
                || (less.condition() != null && !less.condition().equals(more.condition()));
    }

    static Optional<Given> held(AccessView view, Subject giver, NodeKey node, ActionName action) {
        return held(view, view.catalog(), giver, node, action);
    }

    /// The same by another catalog than that of the view.
    static Optional<Given> held(AccessView view, Catalog catalog, Subject giver, NodeKey node, ActionName action) {
        return giver.status() == UserStatus.ACTIVE ? given(view, catalog, giver, node, action) : Optional.empty();
    }

    private static Optional<Given> given(
            AccessView view, Catalog catalog, Subject subject, NodeKey node, ActionName action) {
        Profile profile = subject.profile() == null ? null : view.profile(subject.profile());
        ScopeExpression perimeter = subject.perimeter() == null ? Scopes.ALL : subject.perimeter();
        return ProfileGrants.given(catalog, subject.role(), profile, node, action)
                .map(given -> new Given(Scopes.both(given.scope(), perimeter), given.masked(), given.condition()));
    }

    /// Whether the node exists for any role that users of the profile may have.
    static boolean existsForSome(Catalog catalog, NodeKey node, Profile profile) {
        return catalog.roles().entrySet().stream()
                .filter(role -> profile.roleType() == null
                        || role.getValue().definition().roleType().equals(profile.roleType()))
                .anyMatch(role -> Relevance.missing(catalog, node, role.getKey()) == null);
    }
}

package io.mandate.access.permission;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.decision.ProfileGrants.Given;
import io.mandate.access.decision.Relevance;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
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
        return exceeds(view, actor, profileAfter, null);
    }

    /// The same for one who gets the profile and has a perimeter, which narrows what is given.
    ///
    /// @param perimeter the receiver's; null: none
    public static List<Excess> exceeds(
            AccessView view, UserId actor, Profile profileAfter, @Nullable ScopeExpression perimeter) {
        Subject giver = view.user(actor);
        if (giver != null && superuser(view.catalog(), giver)) {
            return List.of();
        }
        List<Excess> excesses = new ArrayList<>();
        for (CatalogNode node : view.catalog().nodes()) {
            if (existsForSome(view.catalog(), node.key(), profileAfter)) {
                for (ActionName action : node.definition().supportedActions().actions()) {
                    exceeds(view, giver, profileAfter, node.key(), action, perimeter)
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
            @Nullable ScopeExpression perimeter) {
        Optional<Given> given = ProfileGrants.given(view, profile, node, action);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Given more = given.get();
        Optional<Given> held = giver == null ? Optional.empty() : held(view, giver, node, action);
        if (held.isEmpty()) {
            return Optional.of(Excess.Kind.NOT_HELD);
        }
        Given less = held.get();
        ScopeExpression narrowed = perimeter == null ? more.scope() : Scopes.both(more.scope(), perimeter);
        if (!Scopes.covers(less.scope(), narrowed)) {
            return Optional.of(Excess.Kind.WIDER_SCOPE);
        }
        boolean freer = (less.masked() && !more.masked())
                || (less.condition() != null && !less.condition().equals(more.condition()));
        return freer ? Optional.of(Excess.Kind.FEWER_OBLIGATIONS) : Optional.empty();
    }

    private static Optional<Given> held(AccessView view, Subject giver, NodeKey node, ActionName action) {
        if (giver.status() != UserStatus.ACTIVE) {
            return Optional.empty();
        }
        Profile profile = giver.profile() == null ? null : view.profile(giver.profile());
        ScopeExpression perimeter = giver.perimeter() == null ? Scopes.ALL : giver.perimeter();
        return ProfileGrants.given(view, giver.role(), profile, node, action)
                .map(given -> new Given(Scopes.both(given.scope(), perimeter), given.masked(), given.condition()));
    }

    /// Whether the node exists for any role that users of the profile may have.
    private static boolean existsForSome(Catalog catalog, NodeKey node, Profile profile) {
        return catalog.roles().entrySet().stream()
                .filter(role -> profile.roleType() == null
                        || role.getValue().definition().roleType().equals(profile.roleType()))
                .anyMatch(role -> Relevance.missing(catalog, node, role.getKey()) == null);
    }
}

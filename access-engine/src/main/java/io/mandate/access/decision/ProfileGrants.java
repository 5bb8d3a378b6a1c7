package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Scopes;
import io.mandate.access.tenant.TenantState;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a profile gives by itself, whoever has it.
public final class ProfileGrants {
    private ProfileGrants() {}

    /// What is given, and how far it goes.
    ///
    /// @param scope the records it reaches
    /// @param masked the fields of the resource that are hidden
    /// @param condition the condition it is under
    public record Given(
            ScopeExpression scope,
            SortedSet<FieldName> masked,
            @Nullable String condition) {
        public Given {
            masked = masked.isEmpty()
                    ? Collections.emptySortedSet()
                    : Collections.unmodifiableSortedSet(new TreeSet<>(masked));
        }
    }

    /// Whether the profile gives an action that exists and is available (steps 3, 4 and 8 to 10).
    public static boolean gives(AccessView view, Profile profile, NodeKey node, ActionName action) {
        TwelveSteps steps = Grants.of(view).steps();
        List<CatalogNode> path = view.catalog().path(node);
        return steps.exists(path, action) == null
                && steps.available(path) == null
                && steps.byProfile(new PathChoices(profile, path), action)
                        .asWhole()
                        .allowed();
    }

    /// What the profile gives for an action, whether or not its module is available at the moment; empty for nothing.
    public static Optional<Given> given(AccessView view, Profile profile, NodeKey node, ActionName action) {
        TwelveSteps steps = anywhere(view.catalog());
        List<CatalogNode> path = view.catalog().path(node);
        return steps.exists(path, action) == null
                ? given(steps.byProfile(new PathChoices(profile, path), action))
                : Optional.empty();
    }

    /// What a user with this role and profile is given, whether or not the module is available at the moment.
    public static Optional<Given> given(
            AccessView view, @Nullable RoleKey role, @Nullable Profile profile, NodeKey node, ActionName action) {
        return given(view.catalog(), role, profile, node, action);
    }

    /// The same by another catalog than that of a view.
    public static Optional<Given> given(
            Catalog catalog, @Nullable RoleKey role, @Nullable Profile profile, NodeKey node, ActionName action) {
        return given(anywhere(catalog).grant(role, profile, node, action));
    }

    /// The records that a profile lets an action reach at most on a node, by the level, the record scope
    /// and the picked instances it says: whether or not it gives the action, and whether or not the node
    /// is in use.
    ///
    /// @param catalog by which the profile is read
    public static ScopeExpression limit(Catalog catalog, Profile profile, NodeKey node, ActionName action) {
        List<CatalogNode> path = catalog.path(node);
        return path.isEmpty() ? Scopes.ALL : new PathChoices(profile, path).limit(catalog, action);
    }

    private static TwelveSteps anywhere(Catalog catalog) {
        return new TwelveSteps(catalog, TenantState.EMPTY);
    }

    private static Optional<Given> given(Grant grant) {
        Decision decision = grant.asWhole();
        return decision.allowed()
                ? Optional.of(new Given(decision.scope(), decision.maskedFields(), grant.condition()))
                : Optional.empty();
    }
}

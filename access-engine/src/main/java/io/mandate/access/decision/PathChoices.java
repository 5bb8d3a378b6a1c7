package io.mandate.access.decision;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Instances;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Scopes;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a profile says along the path from the root to a node, and what follows from it. Where several nodes of the
/// path say something, the nearest one counts.
///
/// @param path from the root down to the node; not empty
public record PathChoices(Profile profile, List<CatalogNode> path) {
    /// Something said at a node of the path.
    public record At<T>(NodeKey node, T said) {}

    public CatalogNode node() {
        return path.getLast();
    }

    /// The first node from the root that is disabled; it cuts off all below.
    public @Nullable At<Fact<Enablement>> disabled() {
        for (CatalogNode node : path) {
            Fact<Enablement> said = profile.choice(node.key()).enablement();
            if (said != null && said.value() == Enablement.DISABLED) {
                return new At<>(node.key(), said);
            }
        }
        return null;
    }

    /// The nearest node that brings the resource into use: it is enabled, or has actions of its own. Its event is in
    /// the fact.
    public @Nullable At<Long> inUse() {
        return nearest(choice -> {
            Fact<Enablement> enablement = choice.enablement();
            if (enablement != null && enablement.value() == Enablement.ENABLED) {
                return enablement.seq();
            }
            OwnActions own = choice.override();
            return own == null || own.actions().isEmpty() ? null : own.seq();
        });
    }

    /// The nearest actions of a node's own; null where the profile's default applies.
    public @Nullable At<OwnActions> own() {
        return nearest(NodeChoice::override);
    }

    /// The actions given here: the nearest ones or the default, cut to those the node supports.
    public ActionSet actions() {
        At<OwnActions> own = own();
        ActionSet given = own == null ? profile.defaultActions() : own.said().actions();
        return given.intersect(node().definition().supportedActions());
    }

    /// The nearest statement about the sidebar.
    public @Nullable At<Fact<Navigation>> navigation() {
        return nearest(NodeChoice::navigation);
    }

    /// The nearest scope for this action, else the nearest one for all actions; null for no restriction. What is said
    /// above counts where there are records: a page has none that could be reached or not.
    @Nullable
    Limit records(ActionName action) {
        if (!node().definition().recordBased()) {
            return null;
        }
        At<Fact<ScopeExpression>> said = nearest(choice -> choice.scopes().get(action));
        if (said == null) {
            said = nearest(NodeChoice::scope);
        }
        return said == null || said.said().value() instanceof All
                ? null
                : new Limit(said.said().value(), said.node(), said.said().seq());
    }

    /// What the level that gives the action limits it to; null for no restriction.
    @Nullable
    Limit level(ActionName action) {
        At<OwnActions> own = own();
        ScopeExpression scope = own == null || !node().definition().recordBased()
                ? null
                : own.said().scopes().get(action);
        return own == null || scope == null || scope instanceof All
                ? null
                : new Limit(scope, own.node(), own.said().seq());
    }

    /// The restriction by picked instances: of this node, or of the one it is scoped by; null for none.
    @Nullable
    Limit instances(Catalog catalog) {
        Limit own = picked(node().key(), picks -> new Selected(picks.picked()));
        NodeKey container = node().definition().scopedBy();
        Limit within = container == null ? null : picked(container, picks -> within(catalog, container, picks));
        if (own == null || within == null) {
            return own == null ? within : own;
        }
        return Limit.either(own, within);
    }

    /// All that limits an action here, together.
    ScopeExpression limit(Catalog catalog, ActionName action) {
        return Scopes.both(Scopes.both(scope(level(action)), scope(records(action))), scope(instances(catalog)));
    }

    private static ScopeExpression scope(@Nullable Limit limit) {
        return limit == null ? Scopes.ALL : limit.scope();
    }

    private @Nullable Limit picked(NodeKey node, Function<Instances, ScopeExpression> scope) {
        Fact<Instances> said = profile.choice(node).instances();
        return said == null || said.value().mode() != InstanceMode.SELECTED
                ? null
                : new Limit(scope.apply(said.value()), node, said.seq());
    }

    /// Where the catalog no longer says what can be picked there, nothing can be inside it.
    private static ScopeExpression within(Catalog catalog, NodeKey container, Instances picks) {
        CatalogNode node = catalog.node(container);
        InstanceType type = node == null ? null : node.definition().instanceType();
        return type == null ? Scopes.NOTHING : new Within(type, picks.picked());
    }

    private <T> @Nullable At<T> nearest(Function<NodeChoice, @Nullable T> question) {
        for (CatalogNode node : path.reversed()) {
            T said = question.apply(profile.choice(node.key()));
            if (said != null) {
                return new At<>(node.key(), said);
            }
        }
        return null;
    }
}

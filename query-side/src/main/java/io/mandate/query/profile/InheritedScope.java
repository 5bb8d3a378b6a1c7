package io.mandate.query.profile;

import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.PathChoices;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.NodeChoice;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The record scopes that the nodes above a node say: those for single actions and the one for all
/// others, of each the nearest. They are for what has records, as they are in decisions.
final class InheritedScope {
    private InheritedScope() {}

    /// A scope and the node that says it.
    record Said(ScopeExpression scope, NodeKey node) {}

    /// The scope for all actions that the nodes above say; null: none does.
    static @Nullable Said fromAbove(PathChoices choices) {
        return nearest(choices, above(choices), NodeChoice::scope);
    }

    /// The scopes for single actions that the nodes above say, the nearest of each. They go before
    /// whatever is said for all actions.
    static SortedMap<ActionName, Said> fromAboveByAction(PathChoices choices) {
        SortedMap<ActionName, Said> said = new TreeMap<>();
        for (CatalogNode node : above(choices)) { // from the root, so that nearer ones replace what is farther
            choices.profile()
                    .choice(node.key())
                    .scopes()
                    .forEach((action, scope) -> said.put(action, new Said(scope.value(), node.key())));
        }
        return said;
    }

    /// Whose scopes count here, from the root: of a resource without records none do.
    private static List<CatalogNode> above(PathChoices choices) {
        NodeDefinition node = choices.node().definition();
        return node.kind() == Kind.RESOURCE && !node.recordBased()
                ? List.of()
                : choices.path().subList(0, choices.path().size() - 1);
    }

    private static @Nullable Said nearest(
            PathChoices choices,
            List<CatalogNode> path,
            Function<NodeChoice, @Nullable Fact<ScopeExpression>> question) {
        for (CatalogNode node : path.reversed()) {
            Fact<ScopeExpression> said = question.apply(choices.profile().choice(node.key()));
            if (said != null) {
                return new Said(said.value(), node.key());
            }
        }
        return null;
    }
}

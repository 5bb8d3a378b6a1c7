package io.mandate.query.profile;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.CatalogWords;
import io.mandate.access.decision.PathChoices;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a profile permits in a few words: the first resources in the catalog's order with their level
/// and, where any of it is limited in any way, by what; then how many more there are. It never says more
/// than users may do.
final class ProfileSummary {
    private static final int SHOWN = 3;
    private static final String LIMITED = "limited";

    private ProfileSummary() {}

    static String of(Catalog catalog, Profile profile) {
        List<String> entries = new ArrayList<>();
        int more = 0;
        for (CatalogNode node : catalog.nodes()) {
            Optional<String> entry = node.retired() ? Optional.empty() : entry(catalog, profile, node);
            if (entry.isPresent() && entries.size() < SHOWN) {
                entries.add(entry.get());
            } else if (entry.isPresent()) {
                more++;
            }
        }
        if (entries.isEmpty()) {
            return "Nothing";
        }
        return String.join("; ", entries) + (more == 0 ? "" : "; " + more + " more");
    }

    private static Optional<String> entry(Catalog catalog, Profile profile, CatalogNode node) {
        PathChoices choices = new PathChoices(profile, catalog.path(node.key()));
        ActionSet permitted = Permitted.at(choices);
        if (permitted.isEmpty()) {
            return Optional.empty();
        }
        String limit = limit(catalog, choices, permitted);
        return Optional.of(node.definition().label().text() + ": " + level(choices, permitted)
                + (limit.isEmpty() ? "" : " (" + limit + ")"));
    }

    /// The level the actions were chosen by, else one of the resource, if it is neither more nor less
    /// than is permitted; else the actions.
    private static String level(PathChoices choices, ActionSet permitted) {
        PathChoices.At<OwnActions> own = choices.own();
        if (own != null
                && own.node().equals(choices.node().key())
                && own.said().level() != null
                && own.said().actions().equals(permitted)) {
            return CatalogWords.plain(own.said().level().value());
        }
        return choices.node().definition().levels().stream()
                .filter(level -> level.actions().equals(permitted))
                .map(NodeDefinition.Level::name)
                .findFirst()
                .map(name -> CatalogWords.plain(name.value()))
                .orElseGet(() -> permitted.actions().stream()
                        .map(ActionName::value)
                        .map(CatalogWords::plain)
                        .collect(Collectors.joining(", ")));
    }

    /// One word where all actions reach the same records; empty where they reach all of them.
    private static String limit(Catalog catalog, PathChoices choices, ActionSet permitted) {
        PathChoices.At<OwnActions> own = choices.own();
        Set<ScopeExpression> limits = permitted.actions().stream()
                .map(action -> ProfileGrants.limit(
                        catalog, choices.profile(), choices.node().key(), action))
                .collect(Collectors.toSet());
        boolean conditional = own != null
                && permitted.actions().stream()
                        .anyMatch(action -> own.said().conditions().containsKey(action));
        return conditional || limits.size() > 1
                ? LIMITED
                : scope(limits.iterator().next());
    }

    private static String scope(ScopeExpression scope) {
        return switch (scope) {
            case All _ -> "";
            case CreatedByMe _ -> "created";
            case AssignedToMe _ -> "assigned";
            case Selected _ -> "selected";
            case Within within -> "within " + within.type();
            case AnyOf any when Set.copyOf(any.parts()).equals(Set.of(new CreatedByMe(), new AssignedToMe())) -> "own";
            default -> LIMITED;
        };
    }
}

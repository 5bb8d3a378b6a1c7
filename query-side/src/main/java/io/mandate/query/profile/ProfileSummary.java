package io.mandate.query.profile;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.PathChoices;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a profile permits in a few words: the first resources in the catalog's order with their level and,
/// where it is limited, their scope; then how many more there are.
final class ProfileSummary {
    private static final int SHOWN = 3;

    private ProfileSummary() {}

    static String of(AccessView view, Profile profile) {
        List<String> entries = new ArrayList<>();
        int more = 0;
        for (CatalogNode node : view.catalog().nodes()) {
            Optional<String> entry = node.retired() ? Optional.empty() : entry(view, profile, node);
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

    private static Optional<String> entry(AccessView view, Profile profile, CatalogNode node) {
        PathChoices choices = new PathChoices(profile, view.catalog().path(node.key()));
        ActionSet permitted = Permitted.at(choices);
        if (permitted.isEmpty()) {
            return Optional.empty();
        }
        String scope = scope(InheritedScope.of(choices, permitted.actions().getFirst()));
        return Optional.of(node.definition().label().text() + ": " + level(choices, permitted)
                + (scope.isEmpty() ? "" : " (" + scope + ")"));
    }

    /// The level the actions were chosen by, else the level of the resource that is the same actions, else
    /// the actions.
    private static String level(PathChoices choices, ActionSet permitted) {
        PathChoices.At<OwnActions> own = choices.own();
        if (own != null && own.node().equals(choices.node().key()) && own.said().level() != null) {
            return words(own.said().level().value());
        }
        return choices.node().definition().levels().stream()
                .filter(level -> level.actions().equals(permitted))
                .map(NodeDefinition.Level::name)
                .findFirst()
                .map(name -> words(name.value()))
                .orElseGet(() -> permitted.actions().stream()
                        .map(ActionName::value)
                        .map(ProfileSummary::words)
                        .collect(Collectors.joining(", ")));
    }

    private static String words(String name) {
        String text = name.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String scope(ScopeExpression scope) {
        return switch (scope) {
            case All _ -> "";
            case CreatedByMe _ -> "created";
            case AssignedToMe _ -> "assigned";
            case Selected _ -> "selected";
            case Within within -> "within " + within.type();
            case AnyOf any when Set.copyOf(any.parts()).equals(Set.of(new CreatedByMe(), new AssignedToMe())) -> "own";
            default -> "limited";
        };
    }
}

package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.invalid;
import static io.mandate.command.profile.Refusals.refuse;
import static io.mandate.command.profile.Refusals.required;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.command.profile.ProfileChange.ClearOverride;
import io.mandate.command.profile.ProfileChange.ClearRecordScope;
import io.mandate.command.profile.ProfileChange.DisableNode;
import io.mandate.command.profile.ProfileChange.EnableNode;
import io.mandate.command.profile.ProfileChange.OfNode;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.command.profile.ProfileChange.ResetNode;
import io.mandate.command.profile.ProfileChange.SelectInstances;
import io.mandate.command.profile.ProfileChange.SetNavigation;
import io.mandate.command.profile.ProfileChange.SetRecordScope;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One change of what a profile says about a node. Saying something needs a node in use; taking
/// something back needs only one that once existed, so that nothing stays stuck on a retired node.
final class NodeChangeRules {
    private final Profile profile;
    private final NodesInUse nodes;
    private final NodeChoice choice;

    private NodeChangeRules(Profile profile, NodesInUse nodes, NodeChoice choice) {
        this.profile = profile;
        this.nodes = nodes;
        this.choice = choice;
    }

    static List<ProfileEvent> decide(Profile profile, OfNode change, AccessView head) {
        NodesInUse nodes = new NodesInUse(head.catalog());
        NodeChangeRules rules = new NodeChangeRules(profile, nodes, profile.choice(change.node()));
        return switch (change) {
            case EnableNode c -> rules.enable(nodes.inUse(c.node()).key(), Enablement.ENABLED);
            case DisableNode c -> rules.enable(nodes.inUse(c.node()).key(), Enablement.DISABLED);
            case ResetNode c -> rules.enable(nodes.known(c.node()).key(), Enablement.UNSET);
            case OverridePermission c -> rules.override(c);
            case ClearOverride c -> rules.clear(nodes.known(c.node()).key());
            case SetNavigation c -> rules.navigate(c);
            case SetRecordScope c -> ScopeRules.set(profile, c, head.catalog());
            case ClearRecordScope c -> ScopeRules.clear(profile, c, head.catalog());
            case SelectInstances c -> InstanceRules.select(profile, c, head);
        };
    }

    private List<ProfileEvent> enable(NodeKey node, Enablement to) {
        Enablement from = value(choice.enablement(), Enablement.UNSET);
        return from == to ? List.of() : List.of(new ProfileNodeEnablementChanged(profile.id(), node, from, to));
    }

    private List<ProfileEvent> override(OverridePermission change) {
        CatalogNode node = nodes.inUse(change.node());
        LevelName level = change.level();
        ActionSet to = level == null ? given(change) : level(node, change).actions();
        Map<ActionName, ScopeExpression> scopes =
                level == null ? Map.of() : level(node, change).scopes();
        NodesInUse.check(to, nodes.reach(node), node.key());
        OwnActions own = choice.override();
        if (own != null
                && own.actions().equals(to)
                && own.scopes().equals(scopes)
                && (level == null || level.equals(own.level()))) {
            return List.of();
        }
        return List.of(new PermissionOverridden(
                profile.id(),
                node.key(),
                own == null ? null : own.actions(),
                to,
                own == null ? null : own.level(),
                level,
                own == null ? Map.of() : own.conditions(),
                Map.of(),
                own == null ? Map.of() : own.scopes(),
                scopes));
    }

    private static ActionSet given(OverridePermission change) {
        ActionSet actions = change.actions();
        if (actions == null) {
            throw required("level or actions");
        }
        return actions;
    }

    /// The level that is meant, as the catalog has it now: its actions, and what they reach by it.
    private static Level level(CatalogNode node, OverridePermission change) {
        if (change.actions() != null) {
            throw invalid("actions", "must not be given beside a level");
        }
        List<Level> levels = node.definition().levels();
        return levels.stream()
                .filter(known -> known.name().equals(change.level()))
                .findFirst()
                .orElseThrow(() -> refuse(
                        RejectionCode.LEVEL_UNKNOWN,
                        "node",
                        node.key(),
                        "level",
                        Objects.requireNonNull(change.level()),
                        "levels",
                        levels.stream().map(Level::name).toList()));
    }

    private List<ProfileEvent> clear(NodeKey node) {
        OwnActions own = choice.override();
        return own == null
                ? List.of()
                : List.of(new PermissionOverrideCleared(
                        profile.id(), node, own.actions(), own.level(), own.conditions(), own.scopes()));
    }

    private List<ProfileEvent> navigate(SetNavigation change) {
        Navigation to = change.navigation();
        CatalogNode node = to == Navigation.UNSET ? nodes.known(change.node()) : nodes.inUse(change.node());
        if (to != Navigation.UNSET
                && !nodes.anywhere(node, below -> below.definition().navigable())) {
            throw refuse(RejectionCode.NAVIGATION_NOT_APPLICABLE, "node", node.key());
        }
        Navigation from = value(choice.navigation(), Navigation.UNSET);
        return from == to ? List.of() : List.of(new ProfileNavigationChanged(profile.id(), node.key(), from, to));
    }

    private static <T> T value(@Nullable Fact<T> fact, T otherwise) {
        return fact == null ? otherwise : Objects.requireNonNull(fact.value());
    }
}

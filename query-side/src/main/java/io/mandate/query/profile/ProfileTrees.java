package io.mandate.query.profile;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.access.decision.PathChoices;
import io.mandate.access.decision.Relevance;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Instances;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.access.setting.EffectiveSettings;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.Navigation;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lays a profile over the catalog.
final class ProfileTrees {
    private final Catalog catalog;
    private final Profile profile;
    private final List<RoleKey> roles;

    private ProfileTrees(Catalog catalog, Profile profile) {
        this.catalog = catalog;
        this.profile = profile;
        this.roles = catalog.roles().entrySet().stream()
                .filter(role -> couldHave(role.getKey(), role.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    static ProfileTree of(Catalog catalog, Profile profile) {
        ProfileTrees trees = new ProfileTrees(catalog, profile);
        List<ProfileTree.Node> nodes = new ArrayList<>();
        catalog.roots().forEach(root -> trees.add(root, nodes));
        List<ProfileTree.Setting> settings = new ArrayList<>();
        catalog.settings().forEach((key, defined) -> settings.add(trees.setting(key, defined)));
        return new ProfileTree(List.copyOf(nodes), List.copyOf(settings));
    }

    private boolean couldHave(RoleKey role, Defined<RoleDefinition> defined) {
        return !defined.retired()
                && (profile.roleType() == null || profile.roleType().equals(catalog.roleTypeOf(role)));
    }

    private void add(CatalogNode node, List<ProfileTree.Node> nodes) {
        nodes.add(node(new PathChoices(profile, catalog.path(node.key()))));
        catalog.children(node.key()).forEach(child -> add(child, nodes));
    }

    private ProfileTree.Node node(PathChoices choices) {
        CatalogNode node = choices.node();
        NodeChoice choice = profile.choice(node.key());
        return new ProfileTree.Node(
                node.key(),
                node.definition().kind(),
                node.definition().parent(),
                node.definition().label(),
                node.retired(),
                enabled(choices, choice),
                actions(choices, choice),
                scope(choices, choice),
                navigation(choices, choice),
                picked(node, choice),
                Permitted.at(choices),
                byRole(role -> Relevance.missing(catalog, node.key(), role) == null));
    }

    private static ProfileTree.Enabled enabled(PathChoices choices, NodeChoice choice) {
        PathChoices.At<Fact<Enablement>> disabled = choices.disabled();
        PathChoices.At<Long> inUse = choices.inUse();
        return new ProfileTree.Enabled(
                value(choice.enablement(), Enablement.UNSET),
                disabled == null ? null : disabled.node(),
                inUse == null ? null : inUse.node());
    }

    private ProfileTree.Actions actions(PathChoices choices, NodeChoice choice) {
        OwnActions own = choice.override();
        PathChoices parents = above(choices);
        PathChoices.At<OwnActions> above = parents == null ? null : parents.own();
        ActionSet inherited =
                above == null ? profile.defaultActions() : above.said().actions();
        return new ProfileTree.Actions(
                own == null ? null : own.actions(),
                own == null ? null : own.level(),
                own == null || own.conditions().isEmpty() ? null : new TreeMap<>(own.conditions()),
                own == null || own.scopes().isEmpty() ? null : new TreeMap<>(own.scopes()),
                inherited.intersect(choices.node().definition().supportedActions()),
                above == null ? null : above.node());
    }

    private static ProfileTree.Scope scope(PathChoices choices, NodeChoice choice) {
        InheritedScope.Said above = InheritedScope.fromAbove(choices);
        Map<ActionName, ScopeExpression> byAction = new TreeMap<>();
        choice.scopes().forEach((action, said) -> byAction.put(action, said.value()));
        Map<ActionName, ProfileTree.FromAbove> inherited = new TreeMap<>();
        InheritedScope.fromAboveByAction(choices)
                .forEach((action, said) -> inherited.put(action, new ProfileTree.FromAbove(said.scope(), said.node())));
        return new ProfileTree.Scope(
                choice.scope() == null ? null : choice.scope().value(),
                byAction.isEmpty() ? null : byAction,
                above == null ? null : above.scope(),
                above == null ? null : above.node(),
                inherited.isEmpty() ? null : inherited);
    }

    private ProfileTree.Sidebar navigation(PathChoices choices, NodeChoice choice) {
        PathChoices parents = above(choices);
        PathChoices.At<Fact<Navigation>> above = parents == null ? null : parents.navigation();
        return new ProfileTree.Sidebar(
                value(choice.navigation(), Navigation.UNSET),
                above == null ? null : above.said().value(),
                above == null ? null : above.node());
    }

    private static ProfileTree.@Nullable Picked picked(CatalogNode node, NodeChoice choice) {
        InstanceType type = node.definition().instanceType();
        if (type == null) {
            return null;
        }
        Instances instances = value(choice.instances(), Instances.UNSET);
        return new ProfileTree.Picked(type, instances.mode(), instances.picked());
    }

    private ProfileTree.Setting setting(SettingKey key, Defined<SettingDefinition> defined) {
        Fact<SettingValue> said = profile.settings().get(key);
        return new ProfileTree.Setting(
                key,
                defined.definition().module(),
                defined.definition().label(),
                defined.retired(),
                said == null ? null : said.value(),
                EffectiveSettings.outdated(catalog, profile, key),
                defined.definition().initial(),
                byRole(role -> EffectiveSettings.applies(catalog, defined.definition(), role)));
    }

    /// What the nodes above the node say; null for a node without a parent.
    private @Nullable PathChoices above(PathChoices choices) {
        List<CatalogNode> path = choices.path();
        return path.size() == 1 ? null : new PathChoices(profile, path.subList(0, path.size() - 1));
    }

    private Map<RoleKey, Boolean> byRole(Predicate<RoleKey> applies) {
        Map<RoleKey, Boolean> byRole = new TreeMap<>();
        roles.forEach(role -> byRole.put(role, applies.test(role)));
        return byRole;
    }

    private static <T> T value(@Nullable Fact<T> said, T otherwise) {
        return said == null ? otherwise : said.value();
    }
}

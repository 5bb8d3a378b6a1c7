package io.mandate.query.profile;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.PathChoices;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Compares two states of a profile, permission by permission.
final class ProfileDiffs {
    private ProfileDiffs() {}

    static ProfileDiff between(Catalog catalog, @Nullable Profile before, long from, @Nullable Profile after, long to) {
        List<ProfileDiff.NodeChange> nodes = new ArrayList<>();
        for (CatalogNode node : catalog.nodes()) {
            ProfileDiff.NodeChange change = node(catalog, node, before, after);
            if (!change.said().isEmpty()
                    || !change.gained().isEmpty()
                    || !change.lost().isEmpty()) {
                nodes.add(change);
            }
        }
        return new ProfileDiff(from, to, traits(before, after), nodes, settings(before, after));
    }

    private static List<ProfileDiff.Change> traits(@Nullable Profile before, @Nullable Profile after) {
        Differences<Profile> traits = new Differences<>(before, after);
        traits.compare("name", Profile::name);
        traits.compare("description", Profile::description);
        traits.compare("code", Profile::code);
        traits.compare("roleType", Profile::roleType);
        traits.compare("associatedRole", Profile::associatedRole);
        traits.compare("defaultActions", Profile::defaultActions);
        traits.compare("permissionType", Profile::permissionType);
        traits.compare("maskSensitiveData", Profile::maskSensitiveData);
        traits.compare("deleted", Profile::deleted);
        return traits.changes();
    }

    private static ProfileDiff.NodeChange node(
            Catalog catalog, CatalogNode node, @Nullable Profile before, @Nullable Profile after) {
        ActionSet had = permitted(catalog, node.key(), before);
        ActionSet has = permitted(catalog, node.key(), after);
        return new ProfileDiff.NodeChange(
                node.key(),
                node.definition().label(),
                has.without(had),
                had.without(has),
                said(choice(before, node.key()), choice(after, node.key())));
    }

    private static List<ProfileDiff.Change> said(NodeChoice before, NodeChoice after) {
        Differences<NodeChoice> said = new Differences<>(before, after);
        said.compare("enablement", choice -> value(choice.enablement()));
        said.compare("actions", choice -> own(choice, OwnActions::actions));
        said.compare("level", choice -> own(choice, OwnActions::level));
        said.compare("conditions", choice -> own(choice, own -> some(own.conditions())));
        said.compare("levelScopes", choice -> own(choice, own -> some(own.scopes())));
        said.compare("scope", choice -> value(choice.scope()));
        TreeSet<ActionName> actions = new TreeSet<>(before.scopes().keySet());
        actions.addAll(after.scopes().keySet());
        actions.forEach(action ->
                said.compare("scope." + action, choice -> value(choice.scopes().get(action))));
        said.compare("navigation", choice -> value(choice.navigation()));
        said.compare("instances", choice -> value(choice.instances()));
        return said.changes();
    }

    private static List<ProfileDiff.SettingChange> settings(@Nullable Profile before, @Nullable Profile after) {
        Map<SettingKey, Fact<SettingValue>> had = before == null ? Map.of() : before.settings();
        Map<SettingKey, Fact<SettingValue>> has = after == null ? Map.of() : after.settings();
        TreeSet<SettingKey> keys = new TreeSet<>(had.keySet());
        keys.addAll(has.keySet());
        List<ProfileDiff.SettingChange> changes = new ArrayList<>();
        for (SettingKey key : keys) {
            SettingValue from = value(had.get(key));
            SettingValue to = value(has.get(key));
            if (!Objects.equals(from, to)) {
                changes.add(new ProfileDiff.SettingChange(key, from, to));
            }
        }
        return changes;
    }

    private static ActionSet permitted(Catalog catalog, NodeKey node, @Nullable Profile profile) {
        return profile == null || profile.deleted()
                ? ActionSet.NONE
                : Permitted.at(new PathChoices(profile, catalog.path(node)));
    }

    private static NodeChoice choice(@Nullable Profile profile, NodeKey node) {
        return profile == null ? NodeChoice.NOTHING : profile.choice(node);
    }

    private static @Nullable Object some(Map<ActionName, ?> byAction) {
        return byAction.isEmpty() ? null : byAction;
    }

    private static @Nullable Object own(NodeChoice choice, Function<OwnActions, @Nullable Object> part) {
        OwnActions own = choice.override();
        return own == null ? null : part.apply(own);
    }

    private static <T> @Nullable T value(@Nullable Fact<T> fact) {
        return fact == null ? null : fact.value();
    }

    /// Collects what two states answer differently.
    private static final class Differences<T> {
        private final @Nullable T before;
        private final @Nullable T after;
        private final List<ProfileDiff.Change> changes = new ArrayList<>();

        Differences(@Nullable T before, @Nullable T after) {
            this.before = before;
            this.after = after;
        }

        void compare(String what, Function<T, @Nullable Object> question) {
            Object from = before == null ? null : question.apply(before);
            Object to = after == null ? null : question.apply(after);
            if (!Objects.equals(from, to)) {
                changes.add(new ProfileDiff.Change(what, from, to));
            }
        }

        List<ProfileDiff.Change> changes() {
            return List.copyOf(changes);
        }
    }
}

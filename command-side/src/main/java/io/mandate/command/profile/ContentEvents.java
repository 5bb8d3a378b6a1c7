package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Instances;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The events that make what a profile says about nodes and settings what another says: exact, with levels, what
/// these limit, and conditions, in the order of keys. Whether the catalog still takes it is for others to judge.
final class ContentEvents {
    private final Profile now;
    private final Profile wished;
    private final Catalog catalog;
    private final List<ProfileEvent> events = new ArrayList<>();

    private ContentEvents(Profile now, Profile wished, Catalog catalog) {
        this.now = now;
        this.wished = wished;
        this.catalog = catalog;
    }

    static List<ProfileEvent> between(Profile now, Profile wished, Catalog catalog) {
        ContentEvents difference = new ContentEvents(now, wished, catalog);
        SortedSet<NodeKey> nodes = new TreeSet<>(now.choices().keySet());
        nodes.addAll(wished.choices().keySet());
        nodes.forEach(node -> difference.node(node, now.choice(node), wished.choice(node)));
        SortedSet<SettingKey> settings = new TreeSet<>(now.settings().keySet());
        settings.addAll(wished.settings().keySet());
        settings.forEach(difference::setting);
        return difference.events;
    }

    private void node(NodeKey node, NodeChoice from, NodeChoice to) {
        Enablement enabled = orElse(from.enablement(), Enablement.UNSET);
        Enablement wishedEnabled = orElse(to.enablement(), Enablement.UNSET);
        if (enabled != wishedEnabled) {
            events.add(new ProfileNodeEnablementChanged(now.id(), node, enabled, wishedEnabled));
        }
        override(node, from.override(), to.override());
        scope(node, null, value(from.scope()), value(to.scope()));
        SortedSet<ActionName> actions = new TreeSet<>(from.scopes().keySet());
        actions.addAll(to.scopes().keySet());
        actions.forEach(action -> scope(
                node,
                action,
                value(from.scopes().get(action)),
                value(to.scopes().get(action))));
        Navigation shown = orElse(from.navigation(), Navigation.UNSET);
        Navigation wishedShown = orElse(to.navigation(), Navigation.UNSET);
        if (shown != wishedShown) {
            events.add(new ProfileNavigationChanged(now.id(), node, shown, wishedShown));
        }
        instances(node, orElse(from.instances(), Instances.UNSET), orElse(to.instances(), Instances.UNSET));
    }

    private void override(NodeKey node, @Nullable OwnActions from, @Nullable OwnActions to) {
        if (to == null) {
            if (from != null) {
                events.add(new PermissionOverrideCleared(
                        now.id(), node, from.actions(), from.level(), from.conditions(), from.scopes()));
            }
        } else if (from == null || !same(from, to)) {
            events.add(new PermissionOverridden(
                    now.id(),
                    node,
                    from == null ? null : from.actions(),
                    to.actions(),
                    from == null ? null : from.level(),
                    to.level(),
                    from == null ? Map.of() : from.conditions(),
                    to.conditions(),
                    from == null ? Map.of() : from.scopes(),
                    to.scopes()));
        }
    }

    private static boolean same(OwnActions one, OwnActions other) {
        return one.actions().equals(other.actions())
                && Objects.equals(one.level(), other.level())
                && one.conditions().equals(other.conditions())
                && one.scopes().equals(other.scopes());
    }

    private void scope(
            NodeKey node, @Nullable ActionName action, @Nullable ScopeExpression from, @Nullable ScopeExpression to) {
        if (!Objects.equals(from, to)) {
            events.add(new ProfileRecordScopeChanged(now.id(), node, action, from, to));
        }
    }

    private void instances(NodeKey node, Instances from, Instances to) {
        if (!from.equals(to)) {
            events.add(new ProfileInstancesChanged(
                    now.id(),
                    node,
                    type(node),
                    from.mode(),
                    to.mode(),
                    without(to.picked(), from.picked()),
                    without(from.picked(), to.picked())));
        }
    }

    /// Picks restrict, so leaving them out because the catalog has no name for them any more would open access.
    private InstanceType type(NodeKey key) {
        CatalogNode node = catalog.node(key);
        InstanceType type = node == null ? null : node.definition().instanceType();
        if (type == null) {
            throw refuse(
                    RejectionCode.INSTANCE_TYPE_MISMATCH, "node", key, "expected", "nothing", "given", "instances");
        }
        return type;
    }

    private void setting(SettingKey key) {
        SettingValue from = value(now.settings().get(key));
        SettingValue to = value(wished.settings().get(key));
        if (!Objects.equals(from, to)) {
            events.add(new ProfileSettingChanged(now.id(), key, from, to));
        }
    }

    private static SortedSet<RecordId> without(SortedSet<RecordId> from, SortedSet<RecordId> others) {
        SortedSet<RecordId> rest = new TreeSet<>(from);
        rest.removeAll(others);
        return rest;
    }

    private static <T> @Nullable T value(@Nullable Fact<T> fact) {
        return fact == null ? null : fact.value();
    }

    private static <T> T orElse(@Nullable Fact<T> fact, T otherwise) {
        return fact == null ? otherwise : fact.value();
    }
}

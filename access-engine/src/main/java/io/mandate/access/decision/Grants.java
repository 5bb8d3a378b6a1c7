package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers grants, so that a plain decision is a few look-ups and makes no object. There is one for each catalog
/// and tenant state; inside it, grants are kept by version of the profile and by role, and made when first asked for.
final class Grants {
    /// Past versions of profiles pile up here; beyond this many it starts anew.
    private static final int MOST_VERSIONS = 8_192;

    private static final Object NONE = new Object();

    private final Catalog catalog;
    private final TwelveSteps steps;
    private final Map<ActionName, Integer> actions = new HashMap<>();
    private final ConcurrentHashMap<Object, ConcurrentHashMap<Object, @Nullable Grant[][]>> tables =
            new ConcurrentHashMap<>();

    private Grants(AccessView view) {
        this.catalog = view.catalog();
        this.steps = new TwelveSteps(view.catalog(), view.tenantState());
        for (CatalogNode node : catalog.nodes()) {
            node.definition()
                    .supportedActions()
                    .actions()
                    .forEach(action -> actions.putIfAbsent(action, actions.size()));
        }
    }

    static Grants of(AccessView view) {
        Grants known = view.known(Grants.class);
        return known != null ? known : view.remembered(Grants.class, () -> new Grants(view));
    }

    TwelveSteps steps() {
        return steps;
    }

    Grant grant(@Nullable RoleKey role, @Nullable Profile profile, NodeKey resource, ActionName action) {
        CatalogNode node = catalog.node(resource);
        Integer place = actions.get(action);
        if (node == null || place == null) {
            return steps.grant(role, profile, resource, action);
        }
        @Nullable Grant[] row = row(role, profile, node.number());
        Grant grant = row[place];
        if (grant == null) {
            grant = steps.grant(role, profile, resource, action);
            row[place] = grant; // a race makes it twice, and equal
        }
        return grant;
    }

    private @Nullable Grant[] row(@Nullable RoleKey role, @Nullable Profile profile, int node) {
        Object version = profile == null ? NONE : profile;
        ConcurrentHashMap<Object, @Nullable Grant[][]> byRole = tables.get(version);
        if (byRole == null) {
            if (tables.size() >= MOST_VERSIONS) {
                tables.clear();
            }
            byRole = tables.computeIfAbsent(version, unused -> new ConcurrentHashMap<>());
        }
        Object key = role == null ? NONE : role;
        @Nullable Grant[][] table = byRole.get(key);
        if (table == null) {
            table = byRole.computeIfAbsent(
                    key, unused -> new Grant[catalog.nodes().size()][]);
        }
        @Nullable Grant[] row = table[node];
        if (row == null) {
            row = new Grant[actions.size()];
            table[node] = row;
        }
        return row;
    }
}

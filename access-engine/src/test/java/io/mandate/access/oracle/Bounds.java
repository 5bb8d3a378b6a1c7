package io.mandate.access.oracle;

import io.mandate.access.oracle.Reach.Says;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Step 11: what a permission is bounded by, in this order: what the level brought, the record scope, the picked
/// instances, the perimeter. The first that does not reach the record decides. All but the perimeter leave out what a
/// new record cannot meet yet.
record Bounds(Told told, Asked asked, List<NodeKey> up) {
    /// @param scope what a record has to meet
    /// @param stops whether the record asked about does not
    record Bound(String kind, @Nullable NodeKey node, long fact, ScopeExpression scope, boolean stops) {}

    List<Bound> of(ToldUser user, ToldProfile profile) {
        Reach reach = asked.concrete() ? Reach.of(told, asked, user) : null;
        List<Bound> bounds = new ArrayList<>(4);
        level(profile, bounds, reach);
        NodeKey at = scopedAt(profile);
        Said<ScopeExpression> scope = at == null ? null : scope(profile, at);
        if (scope != null && !(scope.value() instanceof ScopeExpression.All)) {
            add(bounds, "RECORD_SCOPE", at, scope, reach);
        }
        instances(profile, bounds, reach);
        if (user.perimeter != null) {
            ScopeExpression mine = user.perimeter.value();
            boolean stops = reach != null && reach.of(mine, false) == Says.NO;
            bounds.add(new Bound("PERIMETER", null, user.perimeter.seq(), mine, stops));
        }
        return bounds;
    }

    /// What comes with the nearest actions of a node's own.
    private void level(ToldProfile profile, List<Bound> bounds, @Nullable Reach reach) {
        if (!told.node(asked.node()).recordBased()) {
            return; // it has no records that could be told apart
        }
        for (NodeKey key : up) {
            Said<PermissionOverridden> own = profile.own.get(key);
            if (own != null) {
                ScopeExpression scope = own.value().toScopes().get(asked.action());
                if (scope != null && !(scope instanceof ScopeExpression.All)) {
                    add(bounds, "LEVEL_SCOPE", key, new Said<>(scope, own.seq()), reach);
                }
                return;
            }
        }
    }

    /// The nearest node with a scope for the action, wherever that is; only without any the nearest with one for all
    /// actions.
    private @Nullable NodeKey scopedAt(ToldProfile profile) {
        if (!told.node(asked.node()).recordBased()) {
            return null; // it has no records that a scope could tell apart
        }
        for (NodeKey key : up) {
            if (profile.scope(key, asked.action()) != null) {
                return key;
            }
        }
        for (NodeKey key : up) {
            if (profile.scope(key, null) != null) {
                return key;
            }
        }
        return null;
    }

    private @Nullable Said<ScopeExpression> scope(ToldProfile profile, NodeKey at) {
        Said<ScopeExpression> own = profile.scope(at, asked.action());
        return own != null ? own : profile.scope(at, null);
    }

    /// Those of this node, or records within those of the node it is scoped by.
    private void instances(ToldProfile profile, List<Bound> bounds, @Nullable Reach reach) {
        Said<Set<RecordId>> own = profile.picks.get(asked.node());
        NodeKey container = told.node(asked.node()).scopedBy();
        Said<Set<RecordId>> around = container == null ? null : profile.picks.get(container);
        if (own != null && around != null) {
            ScopeExpression either =
                    new ScopeExpression.AnyOf(List.of(picked(own.value()), within(container, around.value())));
            Said<ScopeExpression> both = new Said<>(either, Math.max(own.seq(), around.seq()));
            add(bounds, "PICKED_INSTANCES", asked.node(), both, reach);
        } else if (own != null) {
            add(bounds, "PICKED_INSTANCES", asked.node(), new Said<>(picked(own.value()), own.seq()), reach);
        } else if (around != null) {
            Said<ScopeExpression> inside = new Said<>(within(container, around.value()), around.seq());
            add(bounds, "PICKED_INSTANCES", container, inside, reach);
        }
    }

    private static ScopeExpression picked(Set<RecordId> ids) {
        return new ScopeExpression.Selected(new TreeSet<>(ids));
    }

    /// Picks of a container that has no type of instances (any more) reach nothing.
    private ScopeExpression within(@Nullable NodeKey container, Set<RecordId> ids) {
        Said<NodeDefinition> said = told.nodes.get(container);
        return said == null || said.value().instanceType() == null
                ? new ScopeExpression.AnyOf(List.of())
                : new ScopeExpression.Within(said.value().instanceType(), new TreeSet<>(ids));
    }

    private void add(
            List<Bound> bounds,
            String kind,
            @Nullable NodeKey node,
            Said<ScopeExpression> said,
            @Nullable Reach reach) {
        ScopeExpression left = asked.creates() ? Reach.left(said.value()) : said.value();
        if (left != null) {
            boolean stops = reach != null && reach.of(said.value(), asked.creates()) == Says.NO;
            bounds.add(new Bound(kind, node, said.seq(), left, stops));
        }
    }
}

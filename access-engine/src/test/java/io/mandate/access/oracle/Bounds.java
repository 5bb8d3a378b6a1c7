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
    private static final long NEVER = Long.MAX_VALUE;

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
        instances(user, profile, bounds, reach);
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

    /// Those of this node, or records within those of the node it is scoped by. Where both are said, a record is
    /// bounded by
    /// what reached it first, and all records by both.
    private void instances(ToldUser user, ToldProfile profile, List<Bound> bounds, @Nullable Reach reach) {
        Said<Set<RecordId>> own = profile.picks.get(asked.node());
        NodeKey container = told.node(asked.node()).scopedBy();
        Said<Set<RecordId>> around = container == null ? null : profile.picks.get(container);
        Said<ScopeExpression> chosen = own == null ? null : new Said<>(picked(own.value()), own.seq());
        Said<ScopeExpression> inside =
                around == null ? null : new Said<>(within(container, around.value()), around.seq());
        long ownSince = whole(chosen, user, reach);
        long aroundSince = whole(inside, user, reach);
        boolean missed = reach != null && ownSince == NEVER && aroundSince == NEVER;
        if (chosen != null && inside != null && missed) {
            ScopeExpression either = new ScopeExpression.AnyOf(List.of(chosen.value(), inside.value()));
            Said<ScopeExpression> both = new Said<>(either, Math.max(chosen.seq(), inside.seq()));
            add(bounds, "PICKED_INSTANCES", asked.node(), both, reach);
            return;
        }
        if (chosen != null && (inside == null || reach == null || ownSince <= aroundSince)) {
            add(bounds, "PICKED_INSTANCES", asked.node(), chosen, reach);
        }
        if (inside != null && (chosen == null || reach == null || aroundSince < ownSince)) {
            add(bounds, "PICKED_INSTANCES", container, inside, reach);
        }
    }

    /// Since when picks reach the record asked about.
    private long whole(@Nullable Said<ScopeExpression> picks, ToldUser user, @Nullable Reach reach) {
        return picks == null || reach == null || reach.of(picks.value(), asked.creates()) != Says.YES
                ? NEVER
                : Math.max(
                        picks.seq(),
                        new Rests(told, asked, user).all(List.of(picks.value())).whole());
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

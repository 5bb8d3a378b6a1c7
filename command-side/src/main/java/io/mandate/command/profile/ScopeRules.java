package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.Profile;
import io.mandate.command.profile.ProfileChange.ClearRecordScope;
import io.mandate.command.profile.ProfileChange.SetRecordScope;
import io.mandate.command.scope.ScopeFit;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which records a permission of a profile reaches.
final class ScopeRules {
    private ScopeRules() {}

    static List<ProfileEvent> set(Profile profile, SetRecordScope change, Catalog catalog) {
        NodesInUse nodes = new NodesInUse(catalog);
        CatalogNode node = nodes.inUse(change.node());
        List<CatalogNode> recordBased = nodes.reach(node).stream()
                .filter(below -> below.definition().recordBased())
                .toList();
        if (recordBased.isEmpty()) {
            throw refuse(RejectionCode.SCOPE_NOT_APPLICABLE, "node", node.key());
        }
        ActionName action = change.action();
        if (action != null
                && recordBased.stream()
                        .noneMatch(
                                below -> below.definition().supportedActions().contains(action))) {
            throw refuse(
                    RejectionCode.ACTION_NOT_SUPPORTED,
                    "node",
                    node.key(),
                    "actions",
                    List.of(action),
                    "supported",
                    node.definition().supportedActions().actions());
        }
        ScopeFit.refusal(catalog, "scope", change.scope()).ifPresent(refusal -> {
            throw new RejectedException(refusal);
        });
        return changed(profile, node.key(), action, change.scope());
    }

    static List<ProfileEvent> clear(Profile profile, ClearRecordScope change, Catalog catalog) {
        NodeKey node = new NodesInUse(catalog).known(change.node()).key();
        return changed(profile, node, change.action(), null);
    }

    private static List<ProfileEvent> changed(
            Profile profile, NodeKey node, @Nullable ActionName action, @Nullable ScopeExpression to) {
        NodeChoice choice = profile.choice(node);
        Fact<ScopeExpression> own =
                action == null ? choice.scope() : choice.scopes().get(action);
        ScopeExpression from = own == null ? null : own.value();
        return Objects.equals(from, to)
                ? List.of()
                : List.of(new ProfileRecordScopeChanged(profile.id(), node, action, from, to));
    }
}

package io.mandate.command.catalog.document;

import io.mandate.command.scope.ScopeBounds;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules about nodes that a schema cannot say.
final class NodeChecks {
    private final Draft draft;

    private NodeChecks(Draft draft) {
        this.draft = draft;
    }

    static void check(Draft draft) {
        NodeChecks checks = new NodeChecks(draft);
        draft.nodes.forEach((key, node) -> {
            String place = draft.place(key);
            checks.parent(node, place);
            checks.actions(node, place);
            checks.levels(node, place);
            checks.scopedBy(key, node, place);
            checks.relevance(node.relevantRoleTypes(), node.relevantRoles(), place);
        });
        checks.aliases();
    }

    /// A document puts nodes into what they lie in; of single changes another may have taken that out of use.
    private void parent(NodeDefinition node, String place) {
        NodeKey parent = node.parent();
        draft.complaints.addUnless(
                parent == null || draft.nodes.containsKey(parent),
                place + "/parent",
                "what it lies in is not in use: " + parent);
    }

    private void actions(NodeDefinition node, String place) {
        node.actionRequires().forEach((action, needed) -> {
            String at = place + "/actionRequires/" + action;
            supports(node, new ActionSet(Set.of(action)), at);
            supports(node, needed, at);
            draft.complaints.addUnless(!circular(action, node), at, action + " needs itself in the end");
        });
        node.actionTier().forEach((action, tier) -> {
            String at = place + "/actionTier/" + action;
            supports(node, new ActionSet(Set.of(action)), at);
            draft.complaints.addUnless(draft.tiers.containsKey(tier), at, "there is no tier \"" + tier + "\"");
        });
    }

    private void supports(NodeDefinition node, ActionSet actions, String place) {
        ActionSet more = actions.without(node.supportedActions());
        draft.complaints.addUnless(more.isEmpty(), place, "names actions that are not among the node's: " + more);
    }

    private static boolean circular(ActionName action, NodeDefinition node) {
        return Requirements.of(action, node).contains(action);
    }

    private void levels(NodeDefinition node, String place) {
        Set<LevelName> names = new HashSet<>();
        for (int i = 0; i < node.levels().size(); i++) {
            Level level = node.levels().get(i);
            String at = place + "/levels/" + i;
            draft.complaints.addUnless(
                    names.add(level.name()), at + "/name", "the level " + level.name() + " is there twice");
            supports(node, level.actions(), at + "/actions");
            Requirements.complaint(level.actions(), node)
                    .ifPresent(rule -> draft.complaints.add(at + "/actions", rule));
            level.scopes().forEach((action, scope) -> {
                String of = at + "/scopes/" + action;
                draft.complaints.addUnless(node.recordBased(), of, "only where recordBased is true there are records");
                draft.complaints.addUnless(
                        level.actions().contains(action), of, action + " is not among the actions of the level");
                scope(scope, of);
            });
        }
    }

    /// The rules of the record scopes of profiles.
    private void scope(ScopeExpression scope, String place) {
        draft.complaints.addUnless(ScopeBounds.within(scope), place, ScopeBounds.rule());
        Set<String> decisive = draft.attributes.entrySet().stream()
                .filter(attribute -> attribute.getValue().sensitivity() == Sensitivity.DECISIVE)
                .map(attribute -> attribute.getKey().value())
                .collect(Collectors.toSet());
        ScopeBounds.userAttributes(scope)
                .forEach(name -> draft.complaints.addUnless(
                        decisive.contains(name),
                        place,
                        "$user." + name + " does not name a decisive attribute of users"));
    }

    private void scopedBy(NodeKey key, NodeDefinition node, String place) {
        NodeKey by = node.scopedBy();
        if (by == null) {
            return;
        }
        NodeDefinition other = draft.nodes.get(by);
        if (other == null) {
            draft.complaints.add(place + "/scopedBy", "there is no node \"" + by + "\"");
        } else if (other.instanceType() == null) {
            draft.complaints.add(place + "/scopedBy", "nothing can be picked at " + by + ": it has no instanceType");
        } else if (returnsTo(key, by)) {
            draft.complaints.add(place + "/scopedBy", key + " is scoped by itself in the end");
        }
    }

    private boolean returnsTo(NodeKey key, NodeKey start) {
        Set<NodeKey> seen = new HashSet<>();
        NodeKey at = start;
        while (at != null && seen.add(at)) {
            if (at.equals(key)) {
                return true;
            }
            NodeDefinition node = draft.nodes.get(at);
            at = node == null ? null : node.scopedBy();
        }
        return false;
    }

    /// Also for settings.
    static void relevance(Draft draft, Set<RoleTypeKey> types, Set<RoleKey> roles, String place) {
        types.forEach(type -> draft.complaints.addUnless(
                draft.roleTypes.containsKey(type),
                place + "/relevantRoleTypes",
                "there is no role type \"" + type + "\""));
        roles.forEach(role -> draft.complaints.addUnless(
                draft.roles.containsKey(role), place + "/relevantRoles", "there is no role \"" + role + "\""));
    }

    private void relevance(Set<RoleTypeKey> types, Set<RoleKey> roles, String place) {
        relevance(draft, types, roles, place);
    }

    private void aliases() {
        Map<String, NodeKey> owners = new HashMap<>();
        draft.nodes.keySet().forEach(key -> owners.put(key.value(), key));
        draft.nodes.forEach((key, node) -> node.aliases().forEach(alias -> {
            NodeKey other = owners.putIfAbsent(alias, key);
            draft.complaints.addUnless(
                    other == null,
                    draft.place(key) + "/aliases",
                    "the alias \"" + alias + "\" already stands for " + other);
        }));
    }
}

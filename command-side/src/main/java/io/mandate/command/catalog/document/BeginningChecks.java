package io.mandate.command.catalog.document;

import io.mandate.command.catalog.document.CatalogDocument.FirstAdministrator;
import io.mandate.command.catalog.document.CatalogDocument.InitialOverride;
import io.mandate.command.catalog.document.CatalogDocument.InitialProfile;
import io.mandate.command.catalog.document.CatalogDocument.Quota;
import io.mandate.command.invariants.UniqueForms;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TierName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules about how a tenant begins: what it begins with must fit the catalog around it.
final class BeginningChecks {
    private final Draft draft;

    BeginningChecks(Draft draft) {
        this.draft = draft;
    }

    void quotas(List<Quota> quotas) {
        Set<TierName> seen = new HashSet<>();
        for (int i = 0; i < quotas.size(); i++) {
            TierName tier = quotas.get(i).tier();
            String place = "/quotas/" + i + "/tier";
            draft.complaints.addUnless(draft.tiers.containsKey(tier), place, "there is no tier \"" + tier + "\"");
            draft.complaints.addUnless(seen.add(tier), place, "the tier " + tier + " is there twice");
        }
    }

    void profiles(List<InitialProfile> profiles) {
        Set<String> names = new HashSet<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < profiles.size(); i++) {
            InitialProfile profile = profiles.get(i);
            String place = "/initialProfiles/" + i;
            draft.complaints.addUnless(
                    names.add(profile.name().normalized()),
                    place + "/name",
                    "the profile \"" + profile.name() + "\" is there twice");
            draft.complaints.addUnless(
                    profile.code() == null || codes.add(UniqueForms.profileCode(profile.code())),
                    place + "/code",
                    "the code \"" + profile.code() + "\" is there twice");
            roles(profile, place);
            complaint(profile.defaultActions(), List.copyOf(draft.nodes.values()), "the catalog")
                    .ifPresent(rule -> draft.complaints.add(place + "/defaultActions", rule));
            nodes(profile, place);
        }
    }

    private void roles(InitialProfile profile, String place) {
        RoleTypeKey type = profile.roleType();
        draft.complaints.addUnless(
                type == null || draft.roleTypes.containsKey(type),
                place + "/roleType",
                "there is no role type \"" + type + "\"");
        if (profile.associatedRole() != null) {
            RoleDefinition role = draft.roles.get(profile.associatedRole());
            draft.complaints.addUnless(
                    role != null, place + "/associatedRole", "there is no role \"" + profile.associatedRole() + "\"");
            draft.complaints.addUnless(
                    role == null || type == null || role.roleType().equals(type),
                    place + "/associatedRole",
                    profile.associatedRole() + " is not of the role type " + type);
        }
    }

    private void nodes(InitialProfile profile, String place) {
        for (int i = 0; i < profile.enable().size(); i++) {
            NodeKey node = profile.enable().get(i);
            draft.complaints.addUnless(
                    draft.nodes.containsKey(node), place + "/enable/" + i, "there is no node \"" + node + "\"");
        }
        for (InitialOverride override : profile.overrides()) {
            String at = place + "/permissions/" + Json.escaped(override.node().value());
            NodeDefinition node = draft.nodes.get(override.node());
            if (node == null) {
                draft.complaints.add(at, "there is no node \"" + override.node() + "\"");
            } else {
                override(override, node).ifPresent(rule -> draft.complaints.add(at, rule));
            }
        }
    }

    private Optional<String> override(InitialOverride override, NodeDefinition node) {
        ActionSet actions = override.actions();
        if (actions == null) {
            boolean known =
                    node.levels().stream().anyMatch(level -> level.name().equals(override.level()));
            return known
                    ? Optional.empty()
                    : Optional.of("there is no level \"" + override.level() + "\" of " + override.node());
        }
        return complaint(actions, reach(override.node()), override.node().value());
    }

    /// What is said of a node is inherited by all that lies below, so it may be whatever any of them can
    /// take.
    private static Optional<String> complaint(ActionSet actions, List<NodeDefinition> reach, String where) {
        ActionSet more = actions.without(
                reach.stream().map(NodeDefinition::supportedActions).reduce(ActionSet.NONE, ActionSet::union));
        return more.isEmpty()
                ? actions.actions().stream()
                        .flatMap(action -> lacking(action, actions, reach).stream())
                        .findFirst()
                : Optional.of(where + " does not support " + more);
    }

    /// Something is lacking where an action could be used nowhere for want of another.
    private static Optional<String> lacking(ActionName action, ActionSet actions, List<NodeDefinition> reach) {
        List<ActionSet> lacking = reach.stream()
                .filter(node -> node.supportedActions().contains(action))
                .map(node -> Requirements.of(action, node).without(actions))
                .toList();
        return lacking.stream().anyMatch(ActionSet::isEmpty)
                ? Optional.empty()
                : lacking.stream().findFirst().map(missing -> action + " needs " + missing);
    }

    private List<NodeDefinition> reach(NodeKey top) {
        return draft.nodes.entrySet().stream()
                .filter(node -> within(top, node.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private boolean within(NodeKey top, NodeKey node) {
        for (@Nullable NodeKey at = node; at != null; at = parent(at)) {
            if (at.equals(top)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable NodeKey parent(NodeKey node) {
        NodeDefinition known = draft.nodes.get(node);
        return known == null ? null : known.parent();
    }

    void firstAdministrator(FirstAdministrator first, List<InitialProfile> profiles) {
        RoleDefinition role = draft.roles.get(first.role());
        RoleTypeDefinition type = role == null ? null : draft.roleTypes.get(role.roleType());
        if (role == null || type == null) {
            draft.complaints.addUnless(
                    role != null, "/firstAdministrator/role", "there is no role \"" + first.role() + "\"");
            return;
        }
        String at = "/firstAdministrator/profile";
        if (first.profile() == null) {
            draft.complaints.addUnless(
                    type.superuser() && type.profilePolicy() != ProfilePolicy.REQUIRED,
                    at,
                    "needs the name of an initial profile: " + role.roleType() + " is no superuser, or requires one");
            return;
        }
        draft.complaints.addUnless(
                type.profilePolicy() != ProfilePolicy.FORBIDDEN, at, "users of type " + role.roleType() + " have none");
        String name = first.profile().normalized();
        Optional<InitialProfile> profile = profiles.stream()
                .filter(initial -> initial.name().normalized().equals(name))
                .findFirst();
        draft.complaints.addUnless(profile.isPresent(), at, "there is no initial profile \"" + first.profile() + "\"");
        draft.complaints.addUnless(
                profile.isEmpty()
                        || profile.get().roleType() == null
                        || role.roleType().equals(profile.get().roleType()),
                at,
                "the profile is not for users of type " + role.roleType());
    }
}

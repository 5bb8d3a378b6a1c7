package io.mandate.command.catalog.document;

import io.mandate.command.catalog.document.CatalogDocument.FirstAdministrator;
import io.mandate.command.catalog.document.CatalogDocument.InitialOverride;
import io.mandate.command.catalog.document.CatalogDocument.InitialProfile;
import io.mandate.command.catalog.document.CatalogDocument.Quota;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TierName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
                    profile.code() == null || codes.add(profile.code()),
                    place + "/code",
                    "the code \"" + profile.code() + "\" is there twice");
            roles(profile, place);
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

    private static Optional<String> override(InitialOverride override, NodeDefinition node) {
        ActionSet actions = override.actions();
        if (actions == null) {
            boolean known =
                    node.levels().stream().anyMatch(level -> level.name().equals(override.level()));
            return known
                    ? Optional.empty()
                    : Optional.of("there is no level \"" + override.level() + "\" of " + override.node());
        }
        ActionSet more = actions.without(node.supportedActions());
        return more.isEmpty()
                ? Requirements.complaint(actions, node)
                : Optional.of(override.node() + " does not support " + more);
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

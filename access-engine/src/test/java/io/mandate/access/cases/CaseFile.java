package io.mandate.access.cases;

import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.Reason;
import io.mandate.access.history.Log;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One case: who holds what, the questions, the expected answers. Written in YAML, read strictly; what is left out is
/// empty.
///
/// @param rules the version of the rules in force from the beginning
/// @param settingsLater what some settings became after everything else
record CaseFile(
        String description,
        @Nullable Integer rules,
        Map<RoleTypeKey, RoleTypeDefinition> roleTypes,
        Map<RoleKey, RoleDefinition> roles,
        Map<NodeKey, NodeDefinition> nodes,
        Map<SettingKey, SettingDefinition> settings,
        Map<SettingKey, SettingDefinition> settingsLater,
        List<NodeKey> retired,
        Map<NodeKey, Availability> availability,
        boolean offboarded,
        Map<Policy, String> policies,
        Map<ProfileId, ProfileCase> profiles,
        Map<UserId, UserCase> users,
        Map<NodeKey, Map<RecordId, RecordCase>> records,
        List<Ask> ask) {

    record ProfileCase(
            @Nullable RoleTypeKey roleType,
            @Nullable RoleKey associatedRole,
            ActionSet defaults,
            boolean mask,
            boolean deleted,
            Map<SettingKey, SettingValue> settings,
            Map<NodeKey, ChoiceCase> nodes) {}

    record ChoiceCase(
            @Nullable Enablement enablement,
            @Nullable ActionSet actions,
            Map<ActionName, String> conditions,
            Map<ActionName, ScopeExpression> levelScopes,
            @Nullable ScopeExpression scope,
            Map<ActionName, ScopeExpression> scopes,
            @Nullable SortedSet<RecordId> instances,
            boolean allInstances,
            @Nullable Navigation navigation) {}

    record UserCase(
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            @Nullable String status,
            @Nullable ScopeExpression perimeter,
            @Nullable UserId creator,
            Map<AttributeKey, String> attributes) {}

    record RecordCase(
            @Nullable UserId creator,
            @Nullable UserId owner,
            SortedSet<UserId> assignees,
            Map<InstanceType, SortedSet<RecordId>> containers,
            Map<AttributeKey, String> attributes) {
        RecordData data() {
            return new RecordData(creator, owner, assignees, containers, attributes);
        }
    }

    /// What a question says about a record: assignees that are left out are not spoken of.
    record SaidCase(
            @Nullable UserId creator,
            @Nullable UserId owner,
            @Nullable SortedSet<UserId> assignees,
            Map<InstanceType, SortedSet<RecordId>> containers,
            Map<AttributeKey, String> attributes) {
        AssertedRecord said() {
            return new AssertedRecord(creator, owner, assignees, containers, attributes);
        }
    }

    record Ask(
            UserId user,
            ActionName action,
            NodeKey resource,
            @Nullable RecordId record,
            @Nullable SaidCase with,
            Map<AttributeKey, String> attributes,
            Reason expect,
            @Nullable NodeKey node,
            @Nullable ScopeExpression scope,
            @Nullable List<String> masked) {}

    Log log() {
        Log log = new Log();
        if (rules != null) {
            log.commit(new DecisionRulesAdopted(0, rules));
        }
        roleTypes.forEach((key, definition) -> log.commit(new RoleTypeDefined(key, definition, null)));
        roles.forEach((key, definition) -> log.commit(new RoleDefined(key, definition, null)));
        nodes.forEach((key, definition) -> log.commit(new CatalogNodeDefined(key, definition, null)));
        settings.forEach((key, definition) -> log.commit(new SettingDefined(key, definition, null)));
        policies.forEach((policy, value) -> log.commit(new TenantPolicyChanged(policy, policy.initial(), value)));
        profiles.forEach((id, profile) -> profile(log, id, profile));
        users.forEach((id, user) -> user(log, id, user));
        records.forEach((resource, all) ->
                all.forEach((id, record) -> log.commit(new RecordRegistered(resource, id, record.data()))));
        retired.forEach(node -> log.commit(new CatalogNodeRetired(node)));
        availability.forEach(
                (module, to) -> log.commit(new ModuleAvailabilityChanged(module, Availability.AVAILABLE, to)));
        profiles.forEach((id, profile) -> {
            if (profile.deleted()) {
                log.commit(new ProfileDeleted(id, new ProfileName(id.value()), null, 1));
            }
        });
        settingsLater.forEach((key, definition) -> log.commit(new SettingDefined(key, definition, settings.get(key))));
        if (offboarded) {
            log.commit(new TenantOffboarded("tenant:case"));
        }
        return log;
    }

    private static void profile(Log log, ProfileId id, ProfileCase is) {
        log.commit(new ProfileCreated(
                id,
                new ProfileName(id.value()),
                id.value(),
                null,
                null,
                is.roleType(),
                is.associatedRole(),
                is.defaults(),
                null,
                is.mask(),
                null,
                null));
        is.settings().forEach((key, value) -> log.commit(new ProfileSettingChanged(id, key, null, value)));
        is.nodes().forEach((node, choice) -> choose(log, id, node, choice));
    }

    private static void choose(Log log, ProfileId id, NodeKey node, ChoiceCase is) {
        if (is.enablement() != null) {
            log.commit(new ProfileNodeEnablementChanged(id, node, Enablement.UNSET, is.enablement()));
        }
        if (is.actions() != null) {
            log.commit(new PermissionOverridden(
                    id, node, null, is.actions(), null, null, Map.of(), is.conditions(), Map.of(), is.levelScopes()));
        }
        if (is.scope() != null) {
            log.commit(new ProfileRecordScopeChanged(id, node, null, null, is.scope()));
        }
        is.scopes()
                .forEach((action, scope) -> log.commit(new ProfileRecordScopeChanged(id, node, action, null, scope)));
        if (is.navigation() != null) {
            log.commit(new ProfileNavigationChanged(id, node, Navigation.UNSET, is.navigation()));
        }
        if (is.instances() != null || is.allInstances()) {
            log.commit(new ProfileInstancesChanged(
                    id,
                    node,
                    new InstanceType("any"),
                    InstanceMode.UNSET,
                    is.allInstances() ? InstanceMode.ALL : InstanceMode.SELECTED,
                    is.instances() == null ? new TreeSet<>() : is.instances(),
                    new TreeSet<>()));
        }
    }

    private static void user(Log log, UserId id, UserCase is) {
        log.commit(new UserCreated(
                id,
                PrincipalKind.USER,
                null,
                null,
                null,
                null,
                null,
                is.role(),
                null,
                is.attributes(),
                Map.of(),
                is.creator()));
        ProfileId profile = is.profile();
        if (profile != null) {
            log.commit(new UserAssigned(id, null, null, profile, new ProfileName(profile.value()), 1));
        }
        if (is.perimeter() != null) {
            log.commit(new UserPerimeterChanged(id, null, is.perimeter()));
        }
        String status = is.status() == null ? "ACTIVE" : is.status();
        if (!status.equals("INVITED")) {
            log.commit(new UserActivated(id));
        }
        if (status.equals("SUSPENDED")) {
            log.commit(new UserSuspended(id));
        }
        if (status.equals("DELETED")) {
            log.commit(new UserDeleted(id, is.role(), profile));
        }
    }
}

package io.mandate.command.catalog.document;

import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TierName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A catalog document that was read and found valid. Every map is in the order of the document.
///
/// @param checksum SHA-256 of its canonical form, 64 hexadecimal digits; equal for YAML and JSON that say the same
/// @param nodes parents before their children
/// @param policies what it says about policies; of those it does not name guards are on, the others stay as they are
/// @param quotas what a new tenant begins with
/// @param initialProfiles what a new tenant begins with
/// @param firstAdministrator how a new tenant's first administrator begins; null: the registration has to say it
public record CatalogDocument(
        String name,
        String version,
        String checksum,
        Map<TierName, TierDefinition> tiers,
        Map<RoleTypeKey, RoleTypeDefinition> roleTypes,
        Map<AttributeKey, AttributeDefinition> attributes,
        Map<RoleKey, RoleDefinition> roles,
        Map<NodeKey, NodeDefinition> nodes,
        Map<SettingKey, SettingDefinition> settings,
        Map<Policy, String> policies,
        List<Quota> quotas,
        List<InitialProfile> initialProfiles,
        @Nullable FirstAdministrator firstAdministrator) {

    public CatalogDocument {
        tiers = ordered(tiers);
        roleTypes = ordered(roleTypes);
        attributes = ordered(attributes);
        roles = ordered(roles);
        nodes = ordered(nodes);
        settings = ordered(settings);
        policies = ordered(policies);
        quotas = List.copyOf(quotas);
        initialProfiles = List.copyOf(initialProfiles);
    }

    /// @param limit null: unlimited
    public record Quota(TierName tier, @Nullable Long limit, QuotaMode mode) {}

    /// @param role the role of the first administrator
    /// @param profile the initial profile it gets; null: none
    public record FirstAdministrator(RoleKey role, @Nullable ProfileName profile) {}

    /// @param enable the nodes it enables
    /// @param overrides the nodes it overrides
    public record InitialProfile(
            ProfileName name,
            @Nullable String description,
            @Nullable String code,
            @Nullable RoleTypeKey roleType,
            @Nullable RoleKey associatedRole,
            ActionSet defaultActions,
            boolean maskSensitiveData,
            List<NodeKey> enable,
            List<InitialOverride> overrides) {
        public InitialProfile {
            enable = List.copyOf(enable);
            overrides = List.copyOf(overrides);
        }
    }

    /// Either the level or the actions are there.
    public record InitialOverride(
            NodeKey node,
            @Nullable LevelName level,
            @Nullable ActionSet actions) {}

    private static <K, V> Map<K, V> ordered(Map<K, V> entries) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
}

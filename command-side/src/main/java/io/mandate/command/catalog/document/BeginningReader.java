package io.mandate.command.catalog.document;

import io.mandate.command.catalog.document.CatalogDocument.FirstAdministrator;
import io.mandate.command.catalog.document.CatalogDocument.InitialOverride;
import io.mandate.command.catalog.document.CatalogDocument.InitialProfile;
import io.mandate.command.catalog.document.CatalogDocument.Quota;
import io.mandate.command.policy.PolicyValues;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TierName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads how a tenant begins: policies, quotas, profiles and the first administrator.
final class BeginningReader {
    private BeginningReader() {}

    static Map<Policy, String> policies(JsonNode document, Complaints complaints) {
        Map<Policy, String> policies = new LinkedHashMap<>();
        document.path("policies").properties().forEach(entry -> {
            String place = "/policies/" + Json.escaped(entry.getKey());
            String value = entry.getValue().asString();
            try {
                Policy policy = Policy.of(entry.getKey());
                PolicyValues.complaint(policy, value).ifPresent(rule -> complaints.add(place, rule));
                policies.put(policy, PolicyValues.written(policy, value));
            } catch (InvalidValueException unknown) {
                complaints.add(place, unknown.rule());
            }
        });
        return policies;
    }

    static List<Quota> quotas(JsonNode document) {
        List<Quota> quotas = new ArrayList<>();
        document.path("quotas")
                .forEach(quota -> quotas.add(new Quota(
                        new TierName(Json.text(quota, "tier")),
                        quota.path("limit").isNull()
                                ? null
                                : quota.path("limit").asLong(),
                        QuotaMode.valueOf(Json.textOr(quota, "mode", "SOFT")))));
        return quotas;
    }

    static List<InitialProfile> profiles(JsonNode document) {
        List<InitialProfile> profiles = new ArrayList<>();
        document.path("initialProfiles").forEach(profile -> profiles.add(profile(profile)));
        return profiles;
    }

    private static InitialProfile profile(JsonNode profile) {
        List<InitialOverride> overrides = new ArrayList<>();
        profile.path("permissions")
                .properties()
                .forEach(entry -> overrides.add(override(new NodeKey(entry.getKey()), entry.getValue())));
        return new InitialProfile(
                new ProfileName(Json.text(profile, "name")),
                Json.optional(profile, "description", text -> text),
                Json.optional(profile, "code", text -> text),
                Json.optional(profile, "roleType", RoleTypeKey::new),
                Json.optional(profile, "associatedRole", RoleKey::new),
                Json.actions(profile.path("defaultActions")),
                Json.flag(profile, "maskSensitiveData", false),
                Json.texts(profile, "enable").stream().map(NodeKey::new).toList(),
                overrides);
    }

    private static InitialOverride override(NodeKey node, JsonNode value) {
        return value.isString()
                ? new InitialOverride(node, new LevelName(value.asString()), null)
                : new InitialOverride(node, null, Json.actions(value));
    }

    static @Nullable FirstAdministrator firstAdministrator(JsonNode document) {
        JsonNode first = document.path("firstAdministrator");
        return first.isMissingNode()
                ? null
                : new FirstAdministrator(
                        new RoleKey(Json.text(first, "role")), Json.optional(first, "profile", ProfileName::new));
    }
}

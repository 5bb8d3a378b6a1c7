package io.mandate.command.catalog.document;

import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TierName;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads tiers, role types, attributes and roles.
final class VocabularyReader {
    private VocabularyReader() {}

    static void read(JsonNode document, Draft draft) {
        Json.each(document, "tiers", "", (tier, place, index) -> tier(tier, place, index, draft));
        Json.each(
                document,
                "roleTypes",
                "",
                (type, place, _) ->
                        draft.put(draft.roleTypes, new RoleTypeKey(Json.text(type, "key")), roleType(type), place));
        Json.each(
                document,
                "attributes",
                "",
                (attribute, place, _) -> draft.put(
                        draft.attributes, new AttributeKey(Json.text(attribute, "key")), attribute(attribute), place));
        Json.each(
                document,
                "roles",
                "",
                (role, place, _) -> draft.put(draft.roles, new RoleKey(Json.text(role, "key")), role(role), place));
        check(draft);
    }

    private static void tier(JsonNode tier, String place, int index, Draft draft) {
        TierName name = new TierName(Json.text(tier, "key"));
        int rank = tier.path("rank").asInt(index);
        String pool = Json.textOr(tier, "pool", name.value());
        draft.put(draft.tiers, name, new TierDefinition(Json.label(tier), rank, pool), place);
    }

    static RoleTypeDefinition roleType(JsonNode type) {
        return new RoleTypeDefinition(
                Json.label(type),
                Json.flag(type, "superuser", false),
                ProfilePolicy.valueOf(Json.textOr(type, "profilePolicy", "OPTIONAL")),
                IdentityPolicy.valueOf(Json.textOr(type, "identityPolicy", "ANY")));
    }

    private static AttributeDefinition attribute(JsonNode attribute) {
        return new AttributeDefinition(
                Json.label(attribute),
                AttributeDefinition.Sensitivity.valueOf(Json.text(attribute, "sensitivity")),
                Json.texts(attribute, "options"));
    }

    static RoleDefinition role(JsonNode role) {
        return new RoleDefinition(
                Json.label(role),
                new RoleTypeKey(Json.text(role, "roleType")),
                Json.set(role, "requiredAttributes", AttributeKey::new),
                Json.set(role, "assignableBy", RoleKey::new),
                role.has("identityPolicy") ? IdentityPolicy.valueOf(Json.text(role, "identityPolicy")) : null);
    }

    static void check(Draft draft) {
        Map<Integer, TierName> ranks = new HashMap<>();
        draft.tiers.forEach((name, tier) -> {
            TierName other = ranks.putIfAbsent(tier.rank(), name);
            draft.complaints.addUnless(
                    other == null,
                    draft.place(name) + "/rank",
                    "the tiers " + other + " and " + name + " have the same rank " + tier.rank());
        });
        draft.roles.forEach((key, role) -> {
            String place = draft.place(key);
            draft.complaints.addUnless(
                    draft.roleTypes.containsKey(role.roleType()),
                    place + "/roleType",
                    "there is no role type \"" + role.roleType() + "\"");
            role.requiredAttributes()
                    .forEach(attribute -> draft.complaints.addUnless(
                            draft.attributes.containsKey(attribute),
                            place + "/requiredAttributes",
                            "there is no attribute \"" + attribute + "\""));
            role.assignableBy()
                    .forEach(giver -> draft.complaints.addUnless(
                            draft.roles.containsKey(giver),
                            place + "/assignableBy",
                            "there is no role \"" + giver + "\""));
        });
    }
}

package io.mandate.command.given;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small shop: administrators are superusers without profiles, staff needs a profile, partners and customers may have
/// one. Its profiles: `staff` for staff, `partner` for partners, `free` for everybody, `seller` whose users are CLERKs.
public final class Shop {
    public static final RoleKey ADMIN = new RoleKey("ADMIN");
    public static final RoleKey CLERK = new RoleKey("CLERK");
    public static final RoleKey CHIEF = new RoleKey("CHIEF");
    public static final RoleKey PARTNER = new RoleKey("PARTNER");
    public static final RoleKey CUSTOMER = new RoleKey("CUSTOMER");
    public static final ProfileId STAFF_PROFILE = new ProfileId("staff");
    public static final ProfileId PARTNER_PROFILE = new ProfileId("partner");
    public static final ProfileId FREE_PROFILE = new ProfileId("free");
    public static final ProfileId SELLER_PROFILE = new ProfileId("seller");
    public static final AttributeKey ACCOUNT = new AttributeKey("account");
    public static final AttributeKey REGION = new AttributeKey("region");
    public static final AttributeKey HOBBY = new AttributeKey("hobby");
    public static final NodeKey INVOICES = new NodeKey("shop/invoices");
    public static final NodeKey TEAMS = new NodeKey("shop/teams");
    public static final NodeKey DASHBOARD = new NodeKey("shop/dashboard");
    public static final NodeKey OLD = new NodeKey("shop/old");

    private Shop() {}

    /// The tenant with nobody in it.
    public static GivenTenant tenant() {
        return new GivenTenant().happened(events());
    }

    /// All that makes the shop, to be one commit.
    public static List<DomainEvent> events() {
        return Stream.of(catalog(), roles(), attributes(), profiles())
                .<DomainEvent>flatMap(List::stream)
                .toList();
    }

    private static List<DomainEvent> catalog() {
        List<DomainEvent> events = new ArrayList<>();
        events.add(node("shop", NodeDefinition.Kind.MODULE, null, false, null));
        events.add(node("shop/invoices", NodeDefinition.Kind.RESOURCE, "shop", true, null));
        events.add(node("shop/teams", NodeDefinition.Kind.SECTION, "shop", false, "team"));
        events.add(node("shop/dashboard", NodeDefinition.Kind.RESOURCE, "shop", false, null));
        events.add(node("shop/old", NodeDefinition.Kind.RESOURCE, "shop", true, null));
        events.add(new CatalogNodeRetired(OLD));
        events.add(node("administration", NodeDefinition.Kind.MODULE, null, false, null));
        for (String part : List.of("users", "profiles", "tokens", "records")) {
            events.add(node("administration/" + part, NodeDefinition.Kind.RESOURCE, "administration", true, null));
        }
        return events;
    }

    private static CatalogNodeDefined node(
            String key,
            NodeDefinition.Kind kind,
            @Nullable String parent,
            boolean recordBased,
            @Nullable String instanceType) {
        NodeDefinition definition = new NodeDefinition(
                kind,
                parent == null ? null : new NodeKey(parent),
                Label.of(key),
                true,
                ActionSet.of("view", "create", "edit", "delete", "assign", "suspend", "issue", "revoke"),
                Map.of(),
                List.of(),
                recordBased,
                instanceType == null ? null : new InstanceType(instanceType),
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
        return new CatalogNodeDefined(new NodeKey(key), definition, null);
    }

    private static List<DomainEvent> roles() {
        return List.of(
                type("ADMIN", true, ProfilePolicy.FORBIDDEN, IdentityPolicy.LOCAL_ONLY),
                type("STAFF", false, ProfilePolicy.REQUIRED, IdentityPolicy.ANY),
                type("PARTNER", false, ProfilePolicy.OPTIONAL, IdentityPolicy.ANY),
                type("CUSTOMER", false, ProfilePolicy.OPTIONAL, IdentityPolicy.ANY),
                role("ADMIN", "ADMIN", Set.of(), Set.of()),
                role("CLERK", "STAFF", Set.of(), Set.of()),
                role("CHIEF", "STAFF", Set.of(), Set.of(ADMIN)),
                role("PARTNER", "PARTNER", Set.of(), Set.of(ADMIN, PARTNER)),
                role("CUSTOMER", "CUSTOMER", Set.of(ACCOUNT), Set.of()));
    }

    private static DomainEvent type(
            String key, boolean superuser, ProfilePolicy profilePolicy, IdentityPolicy identityPolicy) {
        return new RoleTypeDefined(
                new RoleTypeKey(key),
                new RoleTypeDefinition(Label.of(key), superuser, profilePolicy, identityPolicy),
                null);
    }

    private static DomainEvent role(String key, String type, Set<AttributeKey> required, Set<RoleKey> assignableBy) {
        return new RoleDefined(
                new RoleKey(key),
                new RoleDefinition(Label.of(key), new RoleTypeKey(type), required, assignableBy),
                null);
    }

    private static List<DomainEvent> attributes() {
        return List.of(
                attribute(ACCOUNT, Sensitivity.DECISIVE, List.of()),
                attribute(REGION, Sensitivity.DECISIVE, List.of("EU", "US")),
                attribute(HOBBY, Sensitivity.PERSONAL, List.of()));
    }

    private static DomainEvent attribute(AttributeKey key, Sensitivity sensitivity, List<String> options) {
        return new AttributeDefined(key, new AttributeDefinition(Label.of(key.value()), sensitivity, options), null);
    }

    private static List<DomainEvent> profiles() {
        return List.of(
                profile(STAFF_PROFILE, "STAFF", null),
                profile(PARTNER_PROFILE, "PARTNER", null),
                profile(FREE_PROFILE, null, null),
                profile(SELLER_PROFILE, null, CLERK));
    }

    /// A profile that says nothing.
    public static DomainEvent profile(ProfileId id, @Nullable String roleType, @Nullable RoleKey associatedRole) {
        return new ProfileCreated(
                id,
                new ProfileName(id.value()),
                id.value(),
                null,
                null,
                roleType == null ? null : new RoleTypeKey(roleType),
                associatedRole,
                ActionSet.NONE,
                null,
                false,
                null,
                null);
    }

    /// A person of that role and id, invited; the username is the id, with `@shop.example`.
    public static UserCreated person(String id, @Nullable RoleKey role) {
        return new UserCreated(
                new UserId(id),
                PrincipalKind.USER,
                null,
                PersonalText.of(id + "@shop.example"),
                null,
                null,
                null,
                role,
                null,
                Map.of(),
                Map.of(),
                null);
    }

    /// A service or a page of that id, not yet activated.
    public static UserCreated program(String id, PrincipalKind kind, @Nullable RoleKey role) {
        return new UserCreated(
                new UserId(id), kind, Label.of(id), null, null, null, null, role, null, Map.of(), Map.of(), null);
    }

    public static UserActivated activated(String id) {
        return new UserActivated(new UserId(id));
    }
}

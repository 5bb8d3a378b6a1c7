package io.mandate.command.testing;

import io.mandate.command.gate.TenantCommand;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A small tenant: administrators by profile, clerks, a superuser type, a resource with two tiers.
public final class Acme {
    public static final TenantId ACME = new TenantId("acme");
    public static final UserId GIL = new UserId("gil");
    public static final UserId MARIA = new UserId("maria");
    public static final ProfileId ADMINISTRATORS = new ProfileId("administrators");
    public static final ProfileId CLERKS = new ProfileId("clerks");
    public static final RoleKey STAFF = new RoleKey("STAFF");
    public static final RoleKey ROOT = new RoleKey("ROOT");
    public static final RoleKey CUSTOMER = new RoleKey("CUSTOMER");
    public static final NodeKey USERS = new NodeKey("administration/users");
    public static final NodeKey PROFILES = new NodeKey("administration/profiles");
    public static final NodeKey CATALOG = new NodeKey("administration/catalog");
    public static final NodeKey INVOICES = new NodeKey("commerce/invoices");
    public static final Caller MANDATE = new Caller(ACME, Actor.MANDATE, null, Set.of(), false);

    private Acme() {}

    /// The commands that make the tenant, for [#MANDATE] as the caller.
    public static TenantCommand[] begin(TenantId tenant) {
        return new TenantCommand[] {
            Recorded.beginning(tenant, new TenantRegistered(ZoneOffset.UTC, Label.of(tenant.value()))),
            Recorded.in(tenant, StreamId.Kind.CATALOG, "catalog", catalog()),
            profile(tenant, ADMINISTRATORS, "Administrators", USERS, PROFILES, CATALOG, INVOICES),
            profile(tenant, CLERKS, "Clerks", INVOICES),
            user(tenant, GIL, STAFF, ADMINISTRATORS),
            user(tenant, MARIA, STAFF, ADMINISTRATORS)
        };
    }

    /// A user of the tenant, without a token.
    public static Caller caller(TenantId tenant, UserId user) {
        return new Caller(tenant, new Actor(Actor.Kind.USER, user), null, Set.<TokenRight>of(), false);
    }

    public static Caller gil() {
        return caller(ACME, GIL);
    }

    public static Caller maria() {
        return caller(ACME, MARIA);
    }

    /// An active user with this role and profile.
    public static Recorded user(TenantId tenant, UserId user, @Nullable RoleKey role, @Nullable ProfileId profile) {
        DomainEvent created = created(user, role);
        return profile == null
                ? Recorded.in(tenant, StreamId.Kind.USER, user, created, new UserActivated(user))
                : Recorded.in(
                        tenant, StreamId.Kind.USER, user, created, new UserActivated(user), assigned(user, profile));
    }

    public static UserCreated created(UserId user, @Nullable RoleKey role) {
        return new UserCreated(
                user,
                PrincipalKind.USER,
                null,
                PersonalText.of(user + "@acme.example"),
                PersonalText.of("First-" + user),
                PersonalText.of("Last"),
                null,
                role,
                null,
                Map.of(),
                Map.of(),
                null);
    }

    public static UserAssigned assigned(UserId user, ProfileId profile) {
        return new UserAssigned(user, null, null, profile, new ProfileName(profile.value()), 1);
    }

    /// A profile with every supported action on these nodes.
    public static Recorded profile(TenantId tenant, ProfileId profile, String name, NodeKey... nodes) {
        DomainEvent created = profileCreated(profile, name);
        List<DomainEvent> events = new java.util.ArrayList<>(List.of(created));
        Arrays.stream(nodes)
                .forEach(node ->
                        events.add(overridden(profile, node, "view", "create", "edit", "assign", "suspend", "delete")));
        return Recorded.in(tenant, StreamId.Kind.PROFILE, profile, events.toArray(DomainEvent[]::new));
    }

    public static ProfileCreated profileCreated(ProfileId profile, String name) {
        ProfileName written = new ProfileName(name);
        return new ProfileCreated(
                profile,
                written,
                written.normalized(),
                null,
                null,
                null,
                null,
                ActionSet.NONE,
                null,
                false,
                null,
                null);
    }

    public static PermissionOverridden overridden(ProfileId profile, NodeKey node, String... actions) {
        return new PermissionOverridden(profile, node, null, ActionSet.of(actions), null, null, Map.of(), Map.of());
    }

    /// One more module.
    public static CatalogNodeDefined module(String key) {
        return node(key, Kind.MODULE, null, Map.of());
    }

    /// One more node that things are done to.
    public static CatalogNodeDefined resource(String key, String parent) {
        return node(key, Kind.RESOURCE, parent, Map.of());
    }

    /// A resource of the catalog described anew, so that it can be asked for these alone, by these roles alone.
    public static CatalogNodeDefined redefined(NodeKey node, ActionSet actions, Set<RoleKey> roles) {
        return redefined(node, actions, roles, true);
    }

    /// The same, with records or without.
    public static CatalogNodeDefined redefined(
            NodeKey node, ActionSet actions, Set<RoleKey> roles, boolean recordBased) {
        String parent = node.value().substring(0, node.value().indexOf('/'));
        NodeDefinition was = resource(node.value(), parent).definition();
        return new CatalogNodeDefined(
                node,
                new NodeDefinition(
                        was.kind(),
                        was.parent(),
                        was.label(),
                        was.navigable(),
                        actions,
                        was.actionRequires(),
                        was.levels(),
                        recordBased,
                        was.instanceType(),
                        was.scopedBy(),
                        was.sensitiveFields(),
                        was.relevantRoleTypes(),
                        roles,
                        was.actionTier(),
                        was.aliases()),
                was);
    }

    static DomainEvent[] catalog() {
        return new DomainEvent[] {
            roleType("STAFF", false, ProfilePolicy.OPTIONAL),
            roleType("ROOT", true, ProfilePolicy.OPTIONAL),
            roleType("CUSTOMER", false, ProfilePolicy.REQUIRED),
            role(STAFF, "STAFF"),
            role(ROOT, "ROOT"),
            role(CUSTOMER, "CUSTOMER"),
            tier("VIEWER", 1),
            tier("EDITOR", 2),
            node("administration", Kind.MODULE, null, Map.of()),
            node("administration/users", Kind.RESOURCE, "administration", Map.of()),
            node("administration/profiles", Kind.RESOURCE, "administration", Map.of()),
            node("administration/catalog", Kind.RESOURCE, "administration", Map.of()),
            node("commerce", Kind.MODULE, null, Map.of()),
            node(
                    "commerce/invoices",
                    Kind.RESOURCE,
                    "commerce",
                    Map.of(
                            new ActionName("view"),
                            new TierName("VIEWER"),
                            new ActionName("edit"),
                            new TierName("EDITOR")))
        };
    }

    private static RoleTypeDefined roleType(String key, boolean superuser, ProfilePolicy policy) {
        return new RoleTypeDefined(
                new RoleTypeKey(key),
                new RoleTypeDefinition(Label.of(key), superuser, policy, IdentityPolicy.ANY),
                null);
    }

    private static RoleDefined role(RoleKey role, String type) {
        return new RoleDefined(
                role,
                new RoleDefinition(Label.of(role.value()), new RoleTypeKey(type), Set.of(), Set.of(), null),
                null);
    }

    private static TierDefined tier(String name, int rank) {
        return new TierDefined(new TierName(name), new TierDefinition(Label.of(name), rank, name), null);
    }

    private static CatalogNodeDefined node(
            String key, Kind kind, @Nullable String parent, Map<ActionName, TierName> tiers) {
        return new CatalogNodeDefined(
                new NodeKey(key),
                new NodeDefinition(
                        kind,
                        parent == null ? null : new NodeKey(parent),
                        Label.of(key),
                        true,
                        kind == Kind.MODULE
                                ? ActionSet.NONE
                                : ActionSet.of("view", "create", "edit", "assign", "suspend", "delete"),
                        Map.of(),
                        List.of(),
                        true,
                        null,
                        null,
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        tiers,
                        Set.of()),
                null);
    }
}

package io.mandate.query.testing;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A small product: orders and invoices, its own administration, three role types, one of them all-powerful.
public final class Shop {
    public static final String SUPERUSER = "root";

    private Shop() {}

    /// All that begins a tenant, with the active superuser `root`.
    public static DomainEvent[] begins() {
        return new DomainEvent[] {
            new TenantRegistered(ZoneId.of("UTC"), Label.of("Shop")),
            roleType("SYSTEM", true, ProfilePolicy.FORBIDDEN),
            roleType("CSR", false, ProfilePolicy.OPTIONAL),
            roleType("PARTNER", false, ProfilePolicy.OPTIONAL),
            role("SYSTEM_ADMINISTRATOR", "SYSTEM"),
            role("AGENT", "CSR"),
            role("SELLER", "PARTNER"),
            new TierDefined(new TierName("USER"), new TierDefinition(Label.of("User"), 1, "STAFF"), null),
            module("commerce", "Commerce", Set.of()),
            resource("commerce/orders", "Orders", "commerce", Set.of()),
            resource("commerce/invoices", "Invoices", "commerce", Set.of()),
            module("partners", "Partners", Set.of(new RoleTypeKey("PARTNER"))),
            resource("partners/leads", "Leads", "partners", Set.of()),
            module("administration", "Administration", Set.of()),
            resource("administration/profiles", "Profiles", "administration", Set.of()),
            resource("administration/users", "Users", "administration", Set.of()),
            resource("administration/tokens", "Tokens", "administration", Set.of()),
            resource("administration/records", "Records", "administration", Set.of()),
            resource("administration/licence", "Licence", "administration", Set.of()),
            person(SUPERUSER, "Ruth", "Root", "SYSTEM_ADMINISTRATOR", null),
            new UserActivated(new UserId(SUPERUSER))
        };
    }

    public static UserCreated person(
            String id, String first, String last, @Nullable String role, @Nullable String creator) {
        return new UserCreated(
                new UserId(id),
                PrincipalKind.USER,
                null,
                PersonalText.of(id + "@shop.example"),
                PersonalText.of(first),
                PersonalText.of(last),
                PersonalText.of(id + "@mail.example"),
                role == null ? null : new RoleKey(role),
                null,
                Map.of(),
                Map.of(),
                creator == null ? null : new UserId(creator));
    }

    public static ProfileCreated profile(String id, String name, @Nullable String roleType) {
        return new ProfileCreated(
                new ProfileId(id),
                new ProfileName(name),
                new ProfileName(name).normalized(),
                null,
                null,
                roleType == null ? null : new RoleTypeKey(roleType),
                null,
                ActionSet.NONE,
                null,
                false,
                null,
                null);
    }

    public static UserAssigned assigned(String user, String profile) {
        return new UserAssigned(new UserId(user), null, null, new ProfileId(profile), new ProfileName(profile), 1);
    }

    public static PermissionOverridden permits(String profile, String node, String level, String... actions) {
        return new PermissionOverridden(
                new ProfileId(profile),
                new NodeKey(node),
                null,
                ActionSet.of(actions),
                null,
                new LevelName(level),
                Map.of(),
                Map.of());
    }

    public static ProfileRecordScopeChanged scoped(String profile, String node, ScopeExpression scope) {
        return new ProfileRecordScopeChanged(new ProfileId(profile), new NodeKey(node), null, null, scope);
    }

    private static RoleTypeDefined roleType(String key, boolean superuser, ProfilePolicy policy) {
        return new RoleTypeDefined(
                new RoleTypeKey(key),
                new RoleTypeDefinition(Label.of(key), superuser, policy, IdentityPolicy.ANY),
                null);
    }

    private static RoleDefined role(String key, String type) {
        return new RoleDefined(
                new RoleKey(key), new RoleDefinition(Label.of(key), new RoleTypeKey(type), Set.of(), Set.of()), null);
    }

    private static CatalogNodeDefined module(String key, String label, Set<RoleTypeKey> relevant) {
        return new CatalogNodeDefined(
                new NodeKey(key),
                new NodeDefinition(
                        Kind.MODULE,
                        null,
                        Label.of(label),
                        true,
                        ActionSet.NONE,
                        Map.of(),
                        List.of(),
                        false,
                        null,
                        null,
                        Map.of(),
                        relevant,
                        Set.of(),
                        Map.of(),
                        Set.of()),
                null);
    }

    private static CatalogNodeDefined resource(String key, String label, String parent, Set<RoleTypeKey> relevant) {
        return new CatalogNodeDefined(
                new NodeKey(key),
                new NodeDefinition(
                        Kind.RESOURCE,
                        new NodeKey(parent),
                        Label.of(label),
                        true,
                        ActionSet.of("view", "create", "edit", "delete"),
                        Map.of(),
                        List.of(
                                new Level(new LevelName("VIEW"), ActionSet.of("view")),
                                new Level(new LevelName("EDIT"), ActionSet.of("view", "create", "edit"))),
                        true,
                        null,
                        null,
                        Map.of(),
                        relevant,
                        Set.of(),
                        Map.of(new ActionName("edit"), new TierName("USER")),
                        Set.of()),
                null);
    }
}

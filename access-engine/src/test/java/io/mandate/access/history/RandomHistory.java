package io.mandate.access.history;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A small tenant with a random past, from a seed: everything the rules look at changes in it, often back and forth.
public final class RandomHistory {
    public static final List<String> ACTIONS = List.of("view", "create", "edit", "delete");
    public static final List<NodeKey> NODES = keys("a", "a/s", "a/s/r", "a/q", "b", "b/r", "b/t");
    private static final List<RoleKey> ROLES = List.of(new RoleKey("R0"), new RoleKey("R1"), new RoleKey("R2"));
    private static final InstanceType TEAM = new InstanceType("team");
    private static final AttributeKey REGION = new AttributeKey("region");
    public static final int USERS = 5;
    public static final int PROFILES = 3;
    public static final int RECORDS = 4;

    private final Random random;
    private final Log log = new Log();
    private final Set<Object> alive = new HashSet<>();
    private final Set<Object> gone = new HashSet<>();
    private final Map<List<Object>, RecordData> registered = new HashMap<>();

    public RandomHistory(long seed) {
        this.random = new Random(seed);
    }

    /// A history of so many commits after the first, which sets the tenant up.
    public Log log(int commits) {
        setUp();
        for (int i = 0; i < commits; i++) {
            List<DomainEvent> events = new ArrayList<>();
            int size = 1 + (random.nextInt(4) == 0 ? random.nextInt(4) : 0);
            while (events.size() < size) {
                DomainEvent event = next();
                if (event != null) {
                    events.add(event);
                }
            }
            log.commit(events.toArray(DomainEvent[]::new));
        }
        return log;
    }

    private void setUp() {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < ROLES.size(); i++) {
            RoleTypeKey type = new RoleTypeKey("T" + i);
            boolean superuser = random.nextInt(6) == 0;
            events.add(new RoleTypeDefined(
                    type,
                    new RoleTypeDefinition(
                            Label.of("t"),
                            superuser,
                            random.nextInt(5) == 0 ? ProfilePolicy.FORBIDDEN : ProfilePolicy.REQUIRED,
                            IdentityPolicy.ANY),
                    null));
            events.add(
                    new RoleDefined(ROLES.get(i), new RoleDefinition(Label.of("r"), type, Set.of(), Set.of()), null));
        }
        NODES.forEach(key -> events.add(new CatalogNodeDefined(key, definition(key), null)));
        for (int i = 0; i < PROFILES; i++) {
            alive.add(profile(i));
            events.add(new ProfileCreated(
                    profile(i),
                    new ProfileName("p"),
                    "p",
                    null,
                    null,
                    null,
                    maybe(pick(ROLES)),
                    actions(),
                    null,
                    random.nextBoolean(),
                    null,
                    null));
            events.add(new ProfileNodeEnablementChanged(
                    profile(i), new NodeKey(random.nextBoolean() ? "a" : "b"), Enablement.UNSET, Enablement.ENABLED));
        }
        for (int i = 0; i < USERS - 1; i++) {
            UserId u = user(i);
            alive.add(u);
            events.add(created(u));
            events.add(new UserAssigned(u, null, null, profile(random.nextInt(PROFILES)), new ProfileName("p"), 1));
            events.add(new UserActivated(u));
        }
        log.commit(events.toArray(DomainEvent[]::new));
    }

    private NodeDefinition definition(NodeKey key) {
        int slash = key.value().lastIndexOf('/');
        boolean rare = random.nextInt(12) == 0;
        return new NodeDefinition(
                slash < 0 ? Kind.MODULE : Kind.RESOURCE,
                slash < 0 ? null : new NodeKey(key.value().substring(0, slash)),
                Label.of("n"),
                true,
                random.nextInt(5) == 0 ? actions() : ActionSet.of(ACTIONS.toArray(String[]::new)),
                Map.of(),
                List.of(),
                true,
                key.value().equals("b/t") && random.nextInt(5) > 0 ? TEAM : null,
                key.value().equals("b/r") && random.nextInt(5) > 0 ? new NodeKey("b/t") : null,
                Map.of(new FieldName("phone"), new FieldClass("contact.phone")),
                rare ? Set.of(new RoleTypeKey("T" + random.nextInt(3))) : Set.of(),
                rare && random.nextBoolean() ? Set.of(pick(ROLES)) : Set.of(),
                Map.of(),
                Set.of());
    }

    private @Nullable DomainEvent next() {
        int what = random.nextInt(100);
        if (what < 40) {
            return ofUser(user(random.nextInt(USERS)));
        }
        if (what < 85) {
            return ofProfile(profile(random.nextInt(PROFILES)));
        }
        return what < 92 ? ofRecord() : ofCatalog();
    }

    private @Nullable DomainEvent ofUser(UserId u) {
        if (gone.contains(u)) {
            return null;
        }
        if (alive.add(u)) {
            return created(u);
        }
        return switch (random.nextInt(16)) {
            case 0 -> new UserSuspended(u);
            case 1, 2, 11 -> new UserEnabled(u);
            case 3 -> new UserRoleChanged(u, null, maybe(pick(ROLES)));
            case 4 -> new UserUnassigned(u, profile(0), new ProfileName("p"));
            case 5 -> new UserPerimeterChanged(u, null, maybe(scope(2)));
            case 6 -> {
                if (random.nextInt(10) > 0) {
                    yield null;
                }
                gone.add(u);
                yield new UserDeleted(u, null, null);
            }
            case 7, 8, 9, 10 -> new UserActivated(u);
            default -> new UserAssigned(u, null, null, profile(random.nextInt(PROFILES)), new ProfileName("p"), 1);
        };
    }

    private DomainEvent created(UserId u) {
        Map<AttributeKey, String> attributes = random.nextBoolean() ? Map.of(REGION, region()) : Map.of();
        return new UserCreated(
                u,
                PrincipalKind.USER,
                null,
                null,
                null,
                null,
                null,
                maybe(pick(ROLES)),
                null,
                attributes,
                Map.of(),
                null);
    }

    private @Nullable DomainEvent ofProfile(ProfileId p) {
        if (gone.contains(p)) {
            return null;
        }
        if (alive.add(p)) {
            return new ProfileCreated(
                    p,
                    new ProfileName("p"),
                    "p",
                    null,
                    null,
                    null,
                    maybe(pick(ROLES)),
                    actions(),
                    null,
                    random.nextBoolean(),
                    null,
                    null);
        }
        NodeKey n = pick(NODES);
        return switch (random.nextInt(16)) {
            case 0 -> new ProfileDefaultPermissionChanged(p, ActionSet.NONE, actions(), null, null);
            case 1 -> new ProfileAssociatedRoleChanged(p, null, maybe(pick(ROLES)));
            case 2 -> random.nextBoolean() ? new SensitiveDataMaskingEnabled(p) : new SensitiveDataMaskingDisabled(p);
            case 3 -> new PermissionOverrideCleared(p, n, ActionSet.NONE, null, Map.of());
            case 4, 5, 6 -> overridden(p, n);
            case 7, 8, 9 ->
                new ProfileRecordScopeChanged(
                        p, n, random.nextBoolean() ? null : action(), null, random.nextInt(4) == 0 ? null : scope(2));
            case 10, 11 -> picked(p, random.nextBoolean() ? new NodeKey("b/t") : n);
            case 12 -> {
                if (random.nextInt(8) > 0) {
                    yield null;
                }
                gone.add(p);
                yield new ProfileDeleted(p, new ProfileName("p"), null, 1);
            }
            default ->
                new ProfileNodeEnablementChanged(
                        p, n, Enablement.UNSET, random.nextInt(4) > 0 ? Enablement.ENABLED : pick(Enablement.values()));
        };
    }

    private DomainEvent overridden(ProfileId p, NodeKey n) {
        ActionSet actions = actions();
        boolean condition = random.nextInt(6) == 0 && !actions.isEmpty();
        return new PermissionOverridden(
                p,
                n,
                null,
                actions,
                null,
                null,
                Map.of(),
                condition ? Map.of(actions.actions().getFirst(), "true") : Map.of());
    }

    private DomainEvent picked(ProfileId p, NodeKey n) {
        InstanceMode mode = random.nextInt(3) > 0 ? InstanceMode.SELECTED : pick(InstanceMode.values());
        return new ProfileInstancesChanged(p, n, TEAM, InstanceMode.UNSET, mode, records(), records());
    }

    private @Nullable DomainEvent ofRecord() {
        NodeKey n = pick(NODES);
        RecordId id = record();
        List<Object> key = List.of(n, id);
        RecordData data = data();
        RecordData known = registered.get(key);
        if (known == null) {
            registered.put(key, data);
            return new RecordRegistered(n, id, data);
        }
        if (random.nextInt(3) == 0) {
            registered.remove(key);
            return new RecordRetired(n, id, known);
        }
        registered.put(key, data);
        return new RecordChanged(n, id, known, data);
    }

    private DomainEvent ofCatalog() {
        NodeKey n = pick(NODES);
        return switch (random.nextInt(7)) {
            case 0 -> random.nextBoolean() ? new CatalogNodeRetired(n) : new CatalogNodeReinstated(n);
            case 1, 2 -> new CatalogNodeReinstated(n);
            case 3, 4 -> new CatalogNodeDefined(n, definition(n), null);
            default ->
                new ModuleAvailabilityChanged(
                        new NodeKey(random.nextBoolean() ? "a" : "b"),
                        Availability.AVAILABLE,
                        random.nextInt(3) > 0 ? Availability.AVAILABLE : pick(Availability.values()));
        };
    }

    /// A random scope expression.
    public ScopeExpression scope(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> new ScopeExpression.All();
            case 1 -> new ScopeExpression.CreatedByMe();
            case 2 -> new ScopeExpression.AssignedToMe();
            case 3 -> new ScopeExpression.Selected(records());
            case 4 -> new ScopeExpression.Within(TEAM, records());
            case 5 ->
                new ScopeExpression.Attribute(
                        REGION, new TreeSet<>(random.nextBoolean() ? Set.of("$user.region") : Set.of(region())));
            case 6 -> new ScopeExpression.AllOf(parts(depth));
            default -> new ScopeExpression.AnyOf(parts(depth));
        };
    }

    private List<ScopeExpression> parts(int depth) {
        List<ScopeExpression> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0 && random.nextInt(8) > 0; i--) {
            parts.add(scope(depth - 1));
        }
        return parts;
    }

    /// Random data about a record.
    public RecordData data() {
        Set<UserId> assignees = random.nextBoolean() ? Set.of(user(random.nextInt(USERS))) : Set.of();
        return new RecordData(
                maybe(user(random.nextInt(USERS))),
                maybe(user(random.nextInt(USERS))),
                new TreeSet<>(assignees),
                random.nextBoolean() ? Map.of(TEAM, records()) : Map.of(),
                random.nextBoolean() ? Map.of(REGION, region()) : Map.of());
    }

    public ActionName action() {
        return new ActionName(pick(ACTIONS));
    }

    public RecordId record() {
        return new RecordId("rec-" + random.nextInt(RECORDS));
    }

    public Random random() {
        return random;
    }

    private TreeSet<RecordId> records() {
        TreeSet<RecordId> records = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            records.add(record());
        }
        return records;
    }

    private String region() {
        return random.nextBoolean() ? "north" : "south";
    }

    private ActionSet actions() {
        return ActionSet.of(ACTIONS.stream().filter(a -> random.nextInt(3) > 0).toArray(String[]::new));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    public static UserId user(int number) {
        return new UserId("u" + number);
    }

    public static ProfileId profile(int number) {
        return new ProfileId("p" + number);
    }

    private static List<NodeKey> keys(String... keys) {
        return List.of(keys).stream().map(NodeKey::new).toList();
    }
}

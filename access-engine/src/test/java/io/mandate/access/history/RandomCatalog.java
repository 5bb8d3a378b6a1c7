package io.mandate.access.history;

import io.mandate.access.decision.PrincipalRecord;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.CatalogEvent.*;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.*;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.TierName;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What happens to the catalog and to the tenant as a whole. What went away mostly comes back soon: about what is gone
/// all answers are the same.
final class RandomCatalog {
    static final List<RoleKey> ROLES =
            List.of(new RoleKey("R0"), new RoleKey("R1"), new RoleKey("R2"), new RoleKey("R3"));
    static final List<SettingKey> SETTINGS = List.of(
            new SettingKey("a/language"), new SettingKey("a/threshold"), new SettingKey("administration/limit"));
    static final NodeKey TEAMS = new NodeKey("administration/teams");
    private static final TierName TIER = new TierName("USER");

    private final Dice dice;
    private final Map<NodeKey, NodeDefinition> defined = new LinkedHashMap<>();
    private final TreeSet<NodeKey> retired = new TreeSet<>();
    private final TreeSet<NodeKey> unavailable = new TreeSet<>();
    private final TreeSet<SettingKey> settings = new TreeSet<>();
    private boolean adopted;

    RandomCatalog(Dice dice) {
        this.dice = dice;
    }

    /// The nodes that a profile can say something about.
    List<NodeKey> nodes() {
        return List.copyOf(defined.keySet());
    }

    List<DomainEvent> setUp() {
        List<DomainEvent> events = new ArrayList<>();
        events.add(new TenantRegistered(ZoneId.of("Europe/Stockholm"), Label.of("Acme")));
        if (dice.random.nextBoolean()) {
            events.add(adopt());
        }
        events.add(new CatalogImported("random", "1", "0".repeat(64)));
        for (int i = 0; i < 3; i++) {
            events.add(roleType(new RoleTypeKey("T" + i)));
            events.add(role(ROLES.get(i), new RoleTypeKey("T" + i)));
        }
        boolean all = dice.random.nextBoolean();
        for (NodeKey key : RandomHistory.NODES) {
            if (all || !key.value().equals("a/q")) {
                events.add(defined(key));
            }
        }
        for (SettingKey key : SETTINGS) {
            if (all || dice.random.nextBoolean()) {
                events.add(setting(key));
            }
        }
        return events;
    }

    List<DomainEvent> next() {
        return switch (dice.random.nextInt(20)) {
            case 0 -> retired(dice.pick(nodes()), dice.random.nextBoolean());
            case 1, 2, 3, 4 -> retired.isEmpty() ? List.of() : reinstated();
            case 5, 6, 7 -> List.of(defined(dice.oneIn(3) ? TEAMS : dice.pick(RandomHistory.NODES)));
            case 8, 9, 10 -> availability();
            case 11 -> List.of(roleType(new RoleTypeKey("T" + dice.random.nextInt(3))));
            case 12 -> List.of(role(dice.pick(ROLES), new RoleTypeKey("T" + dice.random.nextInt(4))));
            case 13 ->
                List.of(
                        dice.random.nextBoolean()
                                ? new RoleRetired(dice.pick(ROLES))
                                : new RoleTypeRetired(new RoleTypeKey("T" + dice.random.nextInt(3))));
            case 14, 15 -> policy();
            case 16, 17, 18 -> ofSetting(dice.pick(SETTINGS));
            default -> List.of(withoutConsequence());
        };
    }

    private DomainEvent adopt() {
        adopted = true;
        return new DecisionRulesAdopted(0, 1);
    }

    private DomainEvent roleType(RoleTypeKey type) {
        RoleTypeDefinition definition = new RoleTypeDefinition(
                Label.of("t"),
                dice.oneIn(6),
                dice.oneIn(6) ? ProfilePolicy.FORBIDDEN : dice.pick(ProfilePolicy.values()),
                IdentityPolicy.ANY);
        return new RoleTypeDefined(type, definition, dice.before(definition, type));
    }

    /// The type may be one that is not defined (any more, as a document may say), and the role itself a new one.
    private DomainEvent role(RoleKey role, RoleTypeKey type) {
        RoleDefinition definition = new RoleDefinition(Label.of("r"), type, Set.of(), Set.of());
        return new RoleDefined(role, definition, dice.before(definition, role));
    }

    private List<DomainEvent> ofSetting(SettingKey key) {
        return List.of(dice.oneIn(3) && settings.remove(key) ? new SettingRetired(key) : setting(key));
    }

    private DomainEvent setting(SettingKey key) {
        settings.add(key);
        SettingDefinition definition = new SettingDefinition(
                new NodeKey(key.value().substring(0, key.value().indexOf('/'))),
                Label.of("s"),
                new SettingType.IntegerType(0, 5 + dice.random.nextInt(5)),
                dice.maybe(value()),
                null,
                dice.oneIn(4) ? Set.of(new RoleTypeKey("T" + dice.random.nextInt(3))) : Set.of(),
                dice.oneIn(4) ? Set.of(dice.pick(ROLES)) : Set.of());
        return new SettingDefined(key, definition, dice.before(definition, key));
    }

    SettingValue value() {
        return new SettingValue.Whole(dice.random.nextInt(10));
    }

    private DomainEvent defined(NodeKey key) {
        NodeDefinition definition = definition(key);
        return new CatalogNodeDefined(key, definition, defined.put(key, definition));
    }

    private NodeDefinition definition(NodeKey key) {
        int slash = key.value().lastIndexOf('/');
        boolean rare = dice.oneIn(10);
        boolean team = key.equals(TEAMS);
        return new NodeDefinition(
                slash < 0 ? Kind.MODULE : key.value().equals("a/s") ? Kind.SECTION : Kind.RESOURCE,
                slash < 0 ? null : new NodeKey(key.value().substring(0, slash)),
                Label.of("n" + dice.random.nextInt(3)),
                !dice.oneIn(6),
                dice.oneIn(5) ? dice.actions() : ActionSet.of(RandomHistory.ACTIONS.toArray(String[]::new)),
                Map.of(),
                List.of(),
                !dice.oneIn(6),
                team && !dice.oneIn(3) || dice.oneIn(8) ? Dice.TEAM : null,
                key.equals(PrincipalRecord.USERS) && !dice.oneIn(5) ? TEAMS : null,
                sensitive(),
                rare ? Set.of(new RoleTypeKey("T" + dice.random.nextInt(3))) : Set.of(),
                rare && dice.random.nextBoolean() || dice.oneIn(20) ? Set.of(dice.pick(ROLES)) : Set.of(),
                Map.of(),
                Set.of());
    }

    private Map<FieldName, FieldClass> sensitive() {
        FieldName phone = new FieldName("phone");
        return switch (dice.random.nextInt(4)) {
            case 0 -> Map.of();
            case 1 -> Map.of(phone, new FieldClass("contact.phone"), new FieldName("name"), new FieldClass("contact"));
            default -> Map.of(phone, new FieldClass("contact.phone"));
        };
    }

    /// A command retires what is below, too, children first; a document may leave it.
    private List<DomainEvent> retired(NodeKey node, boolean whole) {
        List<DomainEvent> events = new ArrayList<>();
        for (NodeKey key : nodes().reversed()) {
            boolean below = whole && key.value().startsWith(node.value() + "/");
            if ((below || key.equals(node)) && retired.add(key)) {
                events.add(new CatalogNodeRetired(key));
            }
        }
        return events;
    }

    private List<DomainEvent> reinstated() {
        List<DomainEvent> events = new ArrayList<>();
        for (NodeKey key : List.copyOf(retired)) {
            if (events.isEmpty() || !dice.oneIn(3)) {
                retired.remove(key);
                events.add(new CatalogNodeReinstated(key));
            }
        }
        return events;
    }

    private List<DomainEvent> availability() {
        NodeKey module = unavailable.isEmpty()
                ? new NodeKey(dice.random.nextBoolean() ? "a" : "administration")
                : unavailable.first();
        boolean back = unavailable.contains(module);
        if (!back && !dice.oneIn(3)) {
            return List.of();
        }
        Availability to = back ? Availability.AVAILABLE : dice.pick(Availability.values());
        if (to == Availability.AVAILABLE) {
            unavailable.remove(module);
        } else {
            unavailable.add(module);
        }
        Availability from = dice.before(to, module, "availability");
        return to == from
                ? List.of()
                : List.of(new ModuleAvailabilityChanged(module, from == null ? Availability.AVAILABLE : from, to));
    }

    private List<DomainEvent> policy() {
        if (!adopted) {
            return List.of(adopt());
        }
        Policy policy = dice.oneIn(3) ? Policy.REASON_REQUIRED : Policy.MASK_VISIBLE_CHARS;
        String to = policy == Policy.REASON_REQUIRED
                ? String.valueOf(dice.random.nextBoolean())
                : String.valueOf(dice.random.nextInt(4));
        @Nullable String from = dice.before(to, policy);
        return List.of(new TenantPolicyChanged(policy, from == null ? policy.initial() : from, to));
    }

    private DomainEvent withoutConsequence() {
        return switch (dice.random.nextInt(6)) {
            case 4 -> new ReasonRedacted(1, new ChangeSetId("c-1"), "key-1");
            case 0 -> new CatalogImported("random", String.valueOf(dice.random.nextInt(9)), "1".repeat(64));
            case 1 -> new TierQuotaChanged(TIER, null, (long) dice.random.nextInt(9), QuotaMode.SOFT);
            case 2 -> new QuotaExceeded(TIER, 1, 2, "UserAssigned");
            case 3 -> new TierDefined(TIER, new TierDefinition(Label.of("t"), 1, "USER"), null);
            default ->
                new AttributeDefined(
                        Dice.REGION,
                        new AttributeDefinition(
                                Label.of("Region"), AttributeDefinition.Sensitivity.DECISIVE, List.of()),
                        null);
        };
    }
}

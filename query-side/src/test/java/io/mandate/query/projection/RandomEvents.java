package io.mandate.query.projection;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.*;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.*;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.*;
import io.mandate.events.values.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Events of every kind that could follow on each other: nothing happens to what does not exist.
final class RandomEvents {
    private static final NodeKey NODE = new NodeKey("commerce/invoices");

    private final Random random;
    private final TreeMap<String, String> profiles = new TreeMap<>();
    private final TreeMap<String, @Nullable String> users = new TreeMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final TreeMap<String, RecordData> records = new TreeMap<>();
    private int made;

    RandomEvents(Random random) {
        this.random = random;
    }

    /// The kind and id of the stream an event belongs to.
    static String stream(DomainEvent event) {
        return switch (event) {
            case ProfileEvent e -> "profile/" + e.profile();
            case UserEvent e -> "user/" + e.user();
            case TokenEvent e -> "token/" + e.token();
            case RecordEvent e -> "record/" + e.resource() + "/" + e.record();
            case LicenceEvent _ -> "licence/licence";
            case CatalogEvent _ -> "catalog/catalog";
            case TenantEvent _ -> "tenant/tenant";
        };
    }

    /// One event, or the few that always come together.
    List<DomainEvent> next() {
        return switch (random.nextInt(20)) {
            case 0, 1 -> List.of(createProfile());
            case 2, 3 -> List.of(createUser());
            case 4, 5, 6, 7, 8 -> profiles.isEmpty() ? List.of(createProfile()) : List.of(profileEvent(any(profiles)));
            case 9, 10, 11, 12, 13, 14 -> users.isEmpty() ? List.of(createUser()) : userEvents(any(users));
            case 15 -> List.of(tokenEvent());
            case 16 -> List.of(licenceEvent());
            case 17, 18 -> List.of(recordEvent());
            default ->
                List.of(
                        random.nextBoolean()
                                ? new CatalogImported("shop", "1", "0".repeat(64))
                                : new TenantPolicyChanged(Policy.REASON_REQUIRED, "false", "true"));
        };
    }

    private ProfileCreated createProfile() {
        String id = "p" + made++;
        profiles.put(id, "Profile " + id);
        return new ProfileCreated(
                new ProfileId(id),
                new ProfileName("Profile " + id),
                "profile " + id,
                maybe("described"),
                maybe("CODE" + id),
                random.nextBoolean() ? null : new RoleTypeKey("CSR"),
                null,
                ActionSet.of("view"),
                maybe("R"),
                random.nextBoolean(),
                null,
                null);
    }

    private ProfileEvent profileEvent(String id) {
        ProfileId profile = new ProfileId(id);
        return switch (random.nextInt(16)) {
            case 0 -> {
                String name = "Name " + made++;
                yield new ProfileRenamed(
                        profile, new ProfileName(String.valueOf(profiles.put(id, name))), new ProfileName(name), name);
            }
            case 1 -> new ProfileDescriptionChanged(profile, null, maybe("text " + made++));
            case 2 -> new ProfileCodeChanged(profile, null, maybe("C" + made++));
            case 3 -> new ProfileRoleTypeChanged(profile, null, new RoleTypeKey("PARTNER"));
            case 4 -> new ProfileAssociatedRoleChanged(profile, null, new RoleKey("MANAGER"));
            case 5 -> new ProfileDefaultPermissionChanged(profile, ActionSet.NONE, ActionSet.of("view"), null, "R");
            case 6 -> new SensitiveDataMaskingEnabled(profile);
            case 7 -> new SensitiveDataMaskingDisabled(profile);
            case 8 -> new ProfileNodeEnablementChanged(profile, NODE, Enablement.UNSET, Enablement.ENABLED);
            case 9 ->
                new PermissionOverridden(profile, NODE, null, ActionSet.of("edit"), null, null, Map.of(), Map.of());
            case 10 -> new PermissionOverrideCleared(profile, NODE, ActionSet.of("edit"), null, Map.of());
            case 11 -> new ProfileRecordScopeChanged(profile, NODE, null, null, new ScopeExpression.CreatedByMe());
            case 12 -> new ProfileNavigationChanged(profile, NODE, Navigation.UNSET, Navigation.HIDDEN);
            case 13 ->
                new ProfileInstancesChanged(
                        profile,
                        NODE,
                        new InstanceType("team"),
                        InstanceMode.UNSET,
                        InstanceMode.ALL,
                        new TreeSet<>(),
                        new TreeSet<>());
            case 14 ->
                new ProfileSettingChanged(profile, new SettingKey("crm/threshold"), null, new SettingValue.Whole(3));
            default ->
                users.containsValue(id)
                        ? new ProfileRestored(profile, 2, 1)
                        : new ProfileDeleted(profile, new ProfileName(String.valueOf(profiles.remove(id))), null, 1);
        };
    }

    private UserCreated createUser() {
        String id = "u" + made++;
        users.put(id, null);
        PrincipalKind kind = switch (random.nextInt(6)) {
            case 0 -> PrincipalKind.SERVICE;
            case 1 -> PrincipalKind.PAGE;
            default -> PrincipalKind.USER;
        };
        boolean person = kind == PrincipalKind.USER;
        return new UserCreated(
                new UserId(id),
                kind,
                person ? null : Label.of("Thing " + id),
                person ? PersonalText.of(id + "@example.com") : null,
                person ? PersonalText.of("Ana") : null,
                person ? PersonalText.of("Ruíz " + id) : null,
                person ? PersonalText.of(id + "@mail.example") : null,
                random.nextBoolean() ? null : new RoleKey("AGENT"),
                random.nextInt(4) == 0 ? new Identity("idp", PersonalText.of("subject-" + id)) : null,
                Map.of(new AttributeKey("region"), "north"),
                person ? Map.of(new AttributeKey("phone"), PersonalText.of("+46" + id)) : Map.of(),
                random.nextBoolean() ? null : new UserId("u0"));
    }

    private List<DomainEvent> userEvents(String id) {
        UserId user = new UserId(id);
        return switch (random.nextInt(15)) {
            case 0, 1 -> List.of(new UserActivated(user));
            case 2 -> List.of(new UserSuspended(user));
            case 3 -> List.of(new UserEnabled(user));
            case 4, 5, 6 -> List.of(assignment(user));
            case 7 -> List.of(new UserRoleChanged(user, null, random.nextBoolean() ? null : new RoleKey("CHIEF")));
            case 8 -> List.of(details(user));
            case 9 -> List.of(new UsernameChanged(user, null, PersonalText.of("new" + made++ + "@example.com"), false));
            case 10 -> List.of(new UserPerimeterChanged(user, null, new ScopeExpression.AssignedToMe()));
            case 11 -> List.of(new UserAssigneeChanged(user, null, new UserId("u0")));
            case 12 ->
                List.of(
                        random.nextBoolean()
                                ? new ExternalIdentityLinked(user, new Identity("idp", PersonalText.of("s" + made++)))
                                : new ExternalIdentityUnlinked(user, "idp"));
            case 13 ->
                List.of(
                        random.nextBoolean()
                                ? new PasswordResetRequested(user)
                                : new AcknowledgementRecorded(user, "auto-pay", "1"));
            default -> {
                users.remove(id);
                yield List.of(new UserDeleted(user, null, null), new UserPersonalDataErased(user, "key-" + id));
            }
        };
    }

    private UserEvent assignment(UserId user) {
        String before = users.get(user.value());
        if (profiles.isEmpty() || (before != null && random.nextInt(4) == 0)) {
            users.put(user.value(), null);
            return new UserUnassigned(user, new ProfileId(before == null ? "none" : before), new ProfileName("before"));
        }
        String profile = any(profiles);
        users.put(user.value(), profile);
        return new UserAssigned(
                user,
                before == null ? null : new ProfileId(before),
                null,
                new ProfileId(profile),
                new ProfileName(String.valueOf(profiles.get(profile))),
                1);
    }

    private UserDetailsChanged details(UserId user) {
        return new UserDetailsChanged(
                user,
                List.of(
                        new DetailChange("firstName", null, PersonalText.of("Cyr" + made++), null, null),
                        new DetailChange("attributes.phone", null, PersonalText.of("+1"), null, null),
                        new DetailChange("attributes.region", null, null, "north", maybe("south"))));
    }

    private TokenEvent tokenEvent() {
        if (!tokens.isEmpty() && random.nextBoolean()) {
            return new TokenRevoked(new TokenId(tokens.remove(random.nextInt(tokens.size()))), new UserId("u0"));
        }
        String id = "t" + made++;
        tokens.add(id);
        return new TokenIssued(
                new TokenId(id),
                new UserId("u0"),
                "a".repeat(64),
                new TreeSet<>(List.of(TokenRight.ASK_ABOUT_OTHERS)),
                random.nextBoolean() ? null : Instant.parse("2027-01-01T00:00:00Z"));
    }

    private LicenceEvent licenceEvent() {
        TierName tier = new TierName(random.nextBoolean() ? "USER" : "ADMINISTRATOR");
        return switch (random.nextInt(3)) {
            case 0 -> new TierQuotaChanged(tier, null, random.nextBoolean() ? null : 10L, QuotaMode.SOFT);
            case 1 -> new QuotaExceeded(tier, 2, 3, "UserAssigned");
            default -> new QuotaRestored(tier, 2L, 2);
        };
    }

    private RecordEvent recordEvent() {
        String id = "r" + random.nextInt(10);
        RecordData data = data();
        RecordData before = records.get(id);
        if (before == null) {
            records.put(id, data);
            return new RecordRegistered(NODE, new RecordId(id), data);
        }
        if (random.nextInt(3) == 0) {
            records.remove(id);
            return new RecordRetired(NODE, new RecordId(id), before);
        }
        records.put(id, data);
        return new RecordChanged(NODE, new RecordId(id), before, data);
    }

    private RecordData data() {
        return new RecordData(
                random.nextBoolean() ? null : new UserId("u" + random.nextInt(5)),
                random.nextBoolean() ? null : new UserId("u" + random.nextInt(5)),
                new TreeSet<>(List.of(new UserId("u" + random.nextInt(5)))),
                Map.of(new InstanceType("team"), new TreeSet<>(List.of(new RecordId("t" + random.nextInt(3))))),
                Map.of(new AttributeKey("region"), random.nextBoolean() ? "north" : "south"));
    }

    private @Nullable String maybe(String text) {
        return random.nextInt(3) == 0 ? null : text;
    }

    private String any(TreeMap<String, ?> things) {
        return List.copyOf(things.keySet()).get(random.nextInt(things.size()));
    }
}

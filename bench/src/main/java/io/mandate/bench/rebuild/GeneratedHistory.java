package io.mandate.bench.rebuild;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

/// A history like that of a large tenant: 500 profiles first, a user in ten events, and between them assignments,
/// suspensions, new names, overridden permissions and records. The same number makes the same history.
final class GeneratedHistory {
    private static final int PROFILES = 500;
    private static final int ADMINISTRATORS = 20;
    private static final List<String> NODES =
            List.of("commerce/invoices", "commerce/orders", "commerce/subscriptions", "crm/contacts", "content/pages");

    private final Random random = new Random(7);
    private int made;
    private int users;

    /// @param kind the kind of stream it belongs to
    /// @param id the thing it happens to
    record Happened(Kind kind, String id, DomainEvent event) {}

    Happened next() {
        int number = made++;
        if (number < PROFILES) {
            return profile(number);
        }
        if (users == 0) {
            return user();
        }
        return switch (random.nextInt(20)) {
            case 0, 1 -> user();
            case 2, 3, 4 -> activated();
            case 5, 6, 7, 8, 9 -> assigned();
            case 10, 11 -> suspended();
            case 12, 13 -> renamed();
            case 14, 15, 16 -> overridden();
            default -> registered(number);
        };
    }

    EventMetadata metadata() {
        int administrator = random.nextInt(ADMINISTRATORS);
        return new EventMetadata(
                new Actor(Actor.Kind.USER, new UserId("administrator-" + administrator)),
                null,
                EventMetadata.Source.API,
                new ChangeSetId(new UUID(random.nextLong(), random.nextLong()).toString()),
                "request-" + made,
                "Generated",
                null,
                null,
                PersonalText.of("10.0.0." + administrator),
                PersonalText.of("curl/8.5"),
                null);
    }

    private static Happened profile(int number) {
        var profile = new ProfileId("profile-" + number);
        String name = "Profile " + number;
        return new Happened(
                Kind.PROFILE,
                profile.value(),
                new ProfileCreated(
                        profile,
                        new ProfileName(name),
                        name.toLowerCase(java.util.Locale.ROOT),
                        "Made for measuring",
                        null,
                        new RoleTypeKey("CSR"),
                        null,
                        ActionSet.of("view"),
                        null,
                        false,
                        null,
                        null));
    }

    private Happened user() {
        var user = new UserId("user-" + users++);
        return about(
                user,
                new UserCreated(
                        user,
                        PrincipalKind.USER,
                        null,
                        PersonalText.of(user + "@example.org"),
                        PersonalText.of("Sam"),
                        PersonalText.of("Sample " + users),
                        PersonalText.of(user + "@mail.example.org"),
                        new RoleKey("CSR"),
                        null,
                        Map.of(new AttributeKey("region"), "north"),
                        Map.of(),
                        null));
    }

    private Happened activated() {
        UserId user = anyone();
        return about(user, new UserActivated(user));
    }

    private Happened assigned() {
        UserId user = anyone();
        int to = random.nextInt(PROFILES);
        return about(
                user,
                new UserAssigned(
                        user, null, null, new ProfileId("profile-" + to), new ProfileName("Profile " + to), 1));
    }

    private Happened suspended() {
        UserId user = anyone();
        return about(user, random.nextBoolean() ? new UserSuspended(user) : new UserEnabled(user));
    }

    private Happened renamed() {
        UserId user = anyone();
        var change =
                new DetailChange("lastName", PersonalText.of("Sample"), PersonalText.of("Sample " + made), null, null);
        return about(user, new UserDetailsChanged(user, List.of(change)));
    }

    private Happened overridden() {
        var profile = new ProfileId("profile-" + random.nextInt(PROFILES));
        var node = new NodeKey(NODES.get(random.nextInt(NODES.size())));
        return new Happened(
                Kind.PROFILE,
                profile.value(),
                new PermissionOverridden(
                        profile, node, null, ActionSet.of("view", "edit"), null, null, Map.of(), Map.of()));
    }

    private Happened registered(int number) {
        var resource = new NodeKey("commerce/invoices");
        var record = new RecordId("invoice-" + number);
        var data = new RecordData(anyone(), null, new TreeSet<>(), Map.of(), Map.of());
        return new Happened(Kind.RECORD, resource + "/" + record, new RecordRegistered(resource, record, data));
    }

    private UserId anyone() {
        return new UserId("user-" + random.nextInt(users));
    }

    private static Happened about(UserId user, DomainEvent event) {
        return new Happened(Kind.USER, user.value(), event);
    }
}

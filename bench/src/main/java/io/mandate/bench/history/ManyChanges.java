package io.mandate.bench.history;

import io.mandate.events.DomainEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A long history of a commerce tenant: profiles first, then users, then assignments, suspensions and overrides in
/// any order. The same numbers make the same history.
final class ManyChanges {
    private static final int PROFILES = 500;
    private static final NodeKey INVOICES = new NodeKey("commerce/invoices");

    private final Random random = new Random(11);
    private final int users;
    private int made;

    ManyChanges(int users) {
        this.users = users;
    }

    static UserId user(int number) {
        return new UserId("user-" + number);
    }

    /// The events of the next commit.
    List<DomainEvent> next() {
        int number = made++;
        if (number < PROFILES) {
            return profile(number);
        }
        return number < PROFILES + users ? user(user(number - PROFILES)) : List.of(change());
    }

    private List<DomainEvent> profile(int number) {
        ProfileName name = new ProfileName("Bench " + number);
        return List.of(
                new ProfileCreated(
                        id(number),
                        name,
                        "bench " + number,
                        null,
                        null,
                        new RoleTypeKey("CSR"),
                        null,
                        ActionSet.of("view"),
                        null,
                        false,
                        null,
                        null),
                override(id(number)));
    }

    private static ProfileId id(int number) {
        return new ProfileId("bench-" + number);
    }

    private List<DomainEvent> user(UserId user) {
        return List.of(
                new UserCreated(
                        user,
                        PrincipalKind.USER,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new RoleKey("CSR"),
                        null,
                        Map.of(),
                        Map.of(),
                        null),
                assigned(user),
                new UserActivated(user));
    }

    private DomainEvent change() {
        UserId user = user(random.nextInt(users));
        return switch (random.nextInt(10)) {
            case 0 -> override(id(random.nextInt(PROFILES)));
            case 1, 2 -> new UserSuspended(user);
            case 3, 4 -> new UserEnabled(user);
            default -> assigned(user);
        };
    }

    private UserAssigned assigned(UserId user) {
        int to = random.nextInt(PROFILES);
        return new UserAssigned(user, null, null, id(to), new ProfileName("Bench " + to), 1);
    }

    private PermissionOverridden override(ProfileId profile) {
        ActionSet actions = random.nextInt(3) == 0 ? ActionSet.of("view") : ActionSet.of("view", "create", "edit");
        return new PermissionOverridden(profile, INVOICES, null, actions, null, null, Map.of(), Map.of());
    }
}

package io.mandate.access.history;

import io.mandate.events.DomainEvent;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.*;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happens to users, persons and services alike.
final class RandomUsers {
    private enum State {
        INVITED,
        ACTIVE,
        SUSPENDED,
        DELETED
    }

    private static final ProfileName NAME = new ProfileName("p");

    private final Dice dice;
    private final Map<UserId, State> states = new HashMap<>();
    private final Set<UserId> suspendedWhileInvited = new HashSet<>();

    RandomUsers(Dice dice) {
        this.dice = dice;
    }

    /// Whether a profile may not be deleted, because it is somebody's.
    boolean have(ProfileId profile) {
        return states.entrySet().stream()
                .anyMatch(user -> user.getValue() != State.DELETED && profile.equals(of(user.getKey())));
    }

    List<DomainEvent> setUp(UserId user, ProfileId profile) {
        List<DomainEvent> events = new ArrayList<>(created(user));
        events.add(assigned(user, profile));
        if (states.get(user) == State.INVITED && !dice.oneIn(4)) {
            events.addAll(active(user, new UserActivated(user)));
        }
        return events;
    }

    List<DomainEvent> next(UserId user, List<ProfileId> profiles) {
        State state = states.get(user);
        if (state == null) {
            return created(user);
        }
        if (state == State.DELETED) {
            return List.of();
        }
        return switch (dice.random.nextInt(14)) {
            case 0, 1, 2, 3 -> life(user, state);
            case 4, 5, 6 -> assigned(user, profiles);
            case 7 -> profile(user);
            case 8, 9 -> role(user);
            case 10 -> perimeter(user);
            case 11 -> region(user);
            case 12 -> dice.oneIn(12) ? deleted(user) : assignee(user);
            default -> List.of(withoutConsequence(user));
        };
    }

    private List<DomainEvent> created(UserId user) {
        boolean service = dice.oneIn(6);
        states.put(user, service ? State.ACTIVE : State.INVITED);
        @Nullable RoleKey role = dice.maybe(dice.pick(RandomCatalog.ROLES));
        @Nullable String region = dice.random.nextBoolean() ? dice.region() : null;
        dice.before(role, user, "role");
        dice.before(region, user, "region");
        DomainEvent created = new UserCreated(
                user,
                service ? dice.pick(List.of(PrincipalKind.SERVICE, PrincipalKind.PAGE)) : PrincipalKind.USER,
                service ? Label.of("s") : null,
                service ? null : PersonalText.of(user + "@example.com"),
                null,
                null,
                null,
                role,
                null,
                region == null ? Map.of() : Map.of(Dice.REGION, region),
                Map.of(),
                dice.maybe(dice.user()));
        return service ? List.of(created, new UserActivated(user)) : List.of(created);
    }

    /// A suspended user that was invited may follow the link of its invitation; it stays suspended.
    private List<DomainEvent> life(UserId user, State state) {
        boolean invited = suspendedWhileInvited.contains(user);
        return switch (state) {
            case INVITED -> dice.oneIn(2) ? suspended(user, true) : active(user, new UserActivated(user));
            case ACTIVE -> suspended(user, false);
            case SUSPENDED -> {
                if (invited && dice.oneIn(2)) {
                    suspendedWhileInvited.remove(user);
                    yield List.of(new UserActivated(user));
                }
                suspendedWhileInvited.remove(user);
                states.put(user, invited ? State.INVITED : State.ACTIVE);
                yield List.of(new UserEnabled(user));
            }
            case DELETED -> List.of();
        };
    }

    private List<DomainEvent> active(UserId user, DomainEvent event) {
        states.put(user, State.ACTIVE);
        return List.of(event);
    }

    private List<DomainEvent> suspended(UserId user, boolean invited) {
        if (!dice.oneIn(2)) {
            return List.of();
        }
        if (invited) {
            suspendedWhileInvited.add(user);
        }
        states.put(user, State.SUSPENDED);
        return List.of(new UserSuspended(user));
    }

    private List<DomainEvent> assigned(UserId user, List<ProfileId> profiles) {
        ProfileId to = profiles.isEmpty() ? null : dice.pick(profiles);
        return to == null || to.equals(of(user)) ? List.of() : List.of(assigned(user, to));
    }

    private DomainEvent assigned(UserId user, ProfileId to) {
        return new UserAssigned(user, dice.before(to, user, "profile"), NAME, to, NAME, 1);
    }

    private List<DomainEvent> profile(UserId user) {
        return of(user) == null || !dice.oneIn(3)
                ? List.of()
                : List.of(new UserUnassigned(
                        user, Objects.requireNonNull(dice.<ProfileId>before(null, user, "profile")), NAME));
    }

    private @Nullable ProfileId of(UserId user) {
        return dice.last(user, "profile");
    }

    private List<DomainEvent> role(UserId user) {
        @Nullable RoleKey to = dice.maybe(dice.pick(RandomCatalog.ROLES));
        @Nullable RoleKey from = dice.before(to, user, "role");
        return Objects.equals(from, to) ? List.of() : List.of(new UserRoleChanged(user, from, to));
    }

    private List<DomainEvent> perimeter(UserId user) {
        @Nullable ScopeExpression to = dice.random.nextBoolean() ? dice.scope(2) : null;
        @Nullable ScopeExpression from = dice.before(to, user, "perimeter");
        return Objects.equals(from, to) ? List.of() : List.of(new UserPerimeterChanged(user, from, to));
    }

    private List<DomainEvent> region(UserId user) {
        @Nullable String to = dice.maybe(dice.region());
        @Nullable String from = dice.before(to, user, "region");
        DetailChange name = new DetailChange("firstName", PersonalText.of("A"), PersonalText.of("B"), null, null);
        DetailChange region = new DetailChange("attributes." + Dice.REGION, null, null, from, to);
        return Objects.equals(from, to)
                ? List.of(new UserDetailsChanged(user, List.of(name)))
                : List.of(new UserDetailsChanged(user, List.of(name, region)));
    }

    private List<DomainEvent> deleted(UserId user) {
        states.put(user, State.DELETED);
        return List.of(
                new UserDeleted(user, dice.last(user, "role"), of(user)), new UserPersonalDataErased(user, "key-1"));
    }

    private List<DomainEvent> assignee(UserId user) {
        @Nullable UserId to = dice.maybe(dice.user());
        @Nullable UserId from = dice.before(to, user, "assignee");
        return Objects.equals(from, to) ? List.of() : List.of(new UserAssigneeChanged(user, from, to));
    }

    private DomainEvent withoutConsequence(UserId user) {
        return switch (dice.random.nextInt(3)) {
            case 0 -> new AcknowledgementRecorded(user, "auto-pay", "1");
            case 1 -> new PasswordResetRequested(user);
            default ->
                new UserDetailsChanged(
                        user,
                        List.of(new DetailChange(
                                "attributes." + new AttributeKey("nickname"), null, PersonalText.of("B"), null, null)));
        };
    }
}

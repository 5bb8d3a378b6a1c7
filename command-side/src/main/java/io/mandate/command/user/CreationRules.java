package io.mandate.command.user;

import static io.mandate.command.rules.Decision.reject;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.profile.Profile;
import io.mandate.command.rules.Decision;
import io.mandate.events.problem.Rejection;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a principal begins.
final class CreationRules {
    private CreationRules() {}

    static Decision<UserEvent> decide(Creation creation, AccessView head, Caller caller) {
        return switch (creation) {
            case CreateUser c -> decide(c, head, caller);
            case CreatePrincipal c -> decide(c, head, caller);
        };
    }

    private static Decision<UserEvent> decide(CreateUser c, AccessView head, Caller caller) {
        Catalog catalog = head.catalog();
        RoleKey effective = RoleFit.effective(head, c.role(), c.profile());
        Optional<Rejection> refusal = first(
                () -> DetailRules.username(c.username(), head),
                () -> DetailRules.refusal(Detail.FIRST_NAME, c.firstName()),
                () -> DetailRules.refusal(Detail.LAST_NAME, c.lastName()),
                () -> DetailRules.refusal(Detail.EMAIL, c.email()),
                () -> given(head, caller, c.role()),
                () -> RoleFit.unlessHidden(
                        head,
                        caller,
                        c.profile(),
                        first(
                                () -> given(head, caller, effective),
                                () -> RoleFit.refusal(
                                        head, caller, c.user(), PrincipalKind.USER, c.role(), c.profile()),
                                () -> IdentityFit.refusal(head, effective, c.identity()),
                                () -> IdentityFit.othersId(head, c.user(), c.identity()),
                                () -> AttributeFit.refusal(catalog, c.attributes()),
                                () -> AttributeFit.missing(
                                        catalog, effective, c.attributes().keySet()))));
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        Map<AttributeKey, String> decisive = new TreeMap<>();
        Map<AttributeKey, PersonalText> personal = new TreeMap<>();
        c.attributes().forEach((key, value) -> {
            if (AttributeFit.personal(catalog, key)) {
                personal.put(key, value);
            } else {
                decisive.put(key, Objects.requireNonNull(value.clear()));
            }
        });
        UserCreated created = new UserCreated(
                c.user(),
                PrincipalKind.USER,
                null,
                c.username(),
                c.firstName(),
                c.lastName(),
                email(c, head),
                c.role(),
                c.identity(),
                decisive,
                personal,
                c.creator());
        return begin(created, List.of(), c.profile(), head);
    }

    private static Decision<UserEvent> decide(CreatePrincipal c, AccessView head, Caller caller) {
        RoleKey effective = RoleFit.effective(head, c.role(), c.profile());
        Optional<Rejection> refusal = first(
                () -> DetailRules.refusal(Detail.LABEL, c.label()),
                () -> given(head, caller, c.role()),
                () -> RoleFit.unlessHidden(
                        head,
                        caller,
                        c.profile(),
                        first(
                                () -> given(head, caller, effective),
                                () -> RoleFit.refusal(head, caller, c.user(), c.sort(), c.role(), c.profile()))));
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        Label label = Label.of(Objects.requireNonNull(c.label().clear()));
        UserCreated created = new UserCreated(
                c.user(), c.sort(), label, null, null, null, null, c.role(), null, Map.of(), Map.of(), c.creator());
        return begin(created, List.of(new UserActivated(c.user())), c.profile(), head);
    }

    private static Decision<UserEvent> begin(
            UserCreated created, List<UserEvent> then, @Nullable ProfileId profile, AccessView head) {
        List<UserEvent> events = new ArrayList<>();
        events.add(created);
        events.addAll(then);
        Profile of = profile == null ? null : head.profile(profile);
        if (of != null) {
            events.add(assigned(created.user(), null, of));
        }
        return Decision.accept(events);
    }

    /// The event that gives a profile.
    static UserAssigned assigned(UserId user, @Nullable Profile from, Profile to) {
        return new UserAssigned(
                user,
                from == null ? null : from.id(),
                from == null ? null : from.name(),
                to.id(),
                to.name(),
                to.revision());
    }

    /// Where usernames are addresses, a person is written to at its username unless told otherwise.
    private static @Nullable PersonalText email(CreateUser c, AccessView head) {
        boolean address = head.tenantState().policy(Policy.USERNAME_PATTERN).equals("EMAIL");
        return c.email() == null && address ? c.username() : c.email();
    }

    private static Optional<Rejection> given(AccessView head, Caller caller, @Nullable RoleKey role) {
        return role == null ? Optional.empty() : RoleFit.refusal(head, caller, role);
    }

    /// The first refusal; what comes after it is not asked.
    @SafeVarargs
    static Optional<Rejection> first(Supplier<Optional<Rejection>>... rules) {
        for (Supplier<Optional<Rejection>> rule : rules) {
            Optional<Rejection> refusal = rule.get();
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}

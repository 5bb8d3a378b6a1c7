package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts names where rejections hold ids of users, for callers who may view those users; everybody else
/// keeps the ids. Inside the gate, in stored answers and in the journal there are ids only.
@Component
class NamesOfUsers {
    private static final Set<String> ONE = Set.of("user", "changedBy", "deletedBy");
    private static final String MANY = "users";

    private final LiveIndex live;
    private final PersonNames names;
    private final MayViewUsers rights;

    NamesOfUsers(LiveIndex live, PersonNames names, MayViewUsers rights) {
        this.live = live;
        this.names = names;
        this.rights = rights;
    }

    Rejection in(Caller caller, TenantId tenant, Rejection rejection) {
        Map<String, Object> parameters = rejection.parameters();
        // An id that is taken is spoken of as one.
        if (rejection.code() == RejectionCode.USER_ID_TAKEN
                || parameters.keySet().stream().noneMatch(name -> ONE.contains(name) || name.equals(MANY))) {
            return rejection;
        }
        AccessView view = live.index().now(tenant);
        Map<String, Object> named = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (ONE.contains(name)) {
                named.put(name, named(caller, view, String.valueOf(value), false));
                named.put(name + "Id", value);
            } else if (name.equals(MANY) && value instanceof Collection<?> ids) {
                named.put(
                        name,
                        ids.stream()
                                .map(id -> named(caller, view, String.valueOf(id), true))
                                .toList());
                named.put("userIds", List.copyOf(ids));
            } else {
                named.put(name, value);
            }
        });
        return new Rejection(rejection.code(), named, rejection.words());
    }

    private String named(Caller caller, AccessView view, String id, boolean withStatus) {
        @Nullable Subject user = user(view, id);
        if (user == null || !rights.decide(caller, view, user)) {
            return id;
        }
        String name = names.of(view.tenant(), user.id()).orElse(id);
        return withStatus && user.status() != UserStatus.ACTIVE
                ? name + " - " + user.status().name().toLowerCase(Locale.ROOT)
                : name;
    }

    private static @Nullable Subject user(AccessView view, String id) {
        // Actors that are nobody's users (an operator, Mandate itself) keep their id.
        return Objects.equals(id, "?") ? null : view.user(new UserId(id));
    }
}

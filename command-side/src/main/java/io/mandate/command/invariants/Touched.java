package io.mandate.command.invariants;

import io.mandate.events.DomainEvent;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which users a change concerns directly.
final class Touched {
    private Touched() {}

    /// Those whose role or profile is new or another.
    static Set<UserId> roleOrProfile(List<DomainEvent> events) {
        Set<UserId> users = new LinkedHashSet<>();
        for (DomainEvent event : events) {
            Optional<UserId> user = switch (event) {
                case UserCreated e -> Optional.of(e.user());
                case UserRoleChanged e -> Optional.of(e.user());
                case UserAssigned e -> Optional.of(e.user());
                case UserUnassigned e -> Optional.of(e.user());
                default -> Optional.empty();
            };
            user.ifPresent(users::add);
        }
        return users;
    }
}

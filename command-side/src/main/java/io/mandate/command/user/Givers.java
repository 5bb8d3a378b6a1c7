package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.events.values.Actor;
import io.mandate.events.values.RoleKey;
import io.mandate.live.identity.Caller;
import org.jspecify.annotations.Nullable;

/// The caller as the tenant's own principal.
final class Givers {
    private Givers() {}

    /// Whether the caller is none of the tenant's principals: an operator, or Mandate itself.
    static boolean above(Caller caller) {
        return caller.operator() || caller.actor().kind() == Actor.Kind.SYSTEM;
    }

    /// The role of the caller in its tenant; null: none.
    static @Nullable RoleKey role(AccessView head, Caller caller) {
        Subject subject = head.user(caller.actor().id());
        return subject == null ? null : RoleFit.effective(head, subject.role(), subject.profile());
    }
}

package io.mandate.command.user;

import io.mandate.events.values.Actor;
import io.mandate.live.identity.Caller;

/// The caller as the tenant's own principal.
final class Givers {
    private Givers() {}

    /// Whether the caller is none of the tenant's principals: an operator, or Mandate itself.
    static boolean above(Caller caller) {
        return caller.operator() || caller.actor().kind() == Actor.Kind.SYSTEM;
    }
}

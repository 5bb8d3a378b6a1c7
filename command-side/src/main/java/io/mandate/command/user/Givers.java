package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.command.gate.MayViewUsers;
import io.mandate.command.invariants.MayViewProfiles;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;

/// The caller as the tenant's own principal.
public final class Givers {
    private Givers() {}

    /// Whether the caller is none of the tenant's principals: an operator of elsewhere, or Mandate.
    public static boolean above(Caller caller, AccessView head) {
        return (caller.operator() && !caller.tenant().equals(head.tenant()))
                || caller.actor().kind() == Actor.Kind.SYSTEM;
    }

    /// Whether the caller may know of that profile.
    static boolean sees(Caller caller, AccessView head, ProfileId profile) {
        return above(caller, head) || MayViewProfiles.decide(caller.actor().id(), head, profile);
    }

    /// Whether the caller may know of that principal: it is himself, or he may view it.
    static boolean sees(Caller caller, AccessView head, Subject other) {
        UserId own = caller.actor().id();
        return above(caller, head) || other.id().equals(own) || MayViewUsers.decide(own, head, other);
    }
}

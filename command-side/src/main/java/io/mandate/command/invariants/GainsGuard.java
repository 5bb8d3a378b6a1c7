package io.mandate.command.invariants;

import io.mandate.access.permission.Excess;
import io.mandate.access.permission.Gains;
import io.mandate.events.DomainEvent;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Nobody lets others gain what he does not hold, either, where the profile they have stays the same: by
/// another role, attribute or perimeter of a user, by the role that comes with a profile, by what the
/// catalog says of nodes and roles. Otherwise as [EscalationGuard].
@Component
@Order(6)
class GainsGuard implements PostCondition {
    private final LiveIndex live;

    /// @param live for how it was when a node was retired that comes back
    GainsGuard(LiveIndex live) {
        this.live = live;
    }

    @Override
    public void check(Aftermath aftermath) {
        @Nullable UserId giver = aftermath.giver();
        if (giver == null || Refuse.superuser(aftermath.before(), giver)) {
            return;
        }
        for (DomainEvent event : aftermath.events()) {
            switch (event) {
                case UserRoleChanged e -> one(aftermath, giver, e.user());
                case UserDetailsChanged e -> one(aftermath, giver, e.user());
                case UserPerimeterChanged e -> one(aftermath, giver, e.user());
                case ProfileAssociatedRoleChanged e -> followers(aftermath, giver, e.profile());
                default -> {} // changes nothing for those who have a profile, or the profile itself
            }
        }
        Refuse.all(Refuse.notHeldByCatalog(
                aftermath, giver, () -> HeldApart.holders(aftermath.after()), CatalogGains.of(aftermath, giver)));
        Refuse.all(Refuse.counted(
                aftermath.before(),
                CatalogGains.ofReturned(
                        aftermath, giver, seq -> live.at(aftermath.before().tenant(), seq))));
    }

    private static void one(Aftermath aftermath, UserId giver, UserId user) {
        Refuse.unlessHeld(
                aftermath, giver, () -> Set.of(user), Gains.of(aftermath.before(), aftermath.after(), giver, user));
    }

    /// Those who have no other role than that of their profile.
    private static void followers(Aftermath aftermath, UserId giver, ProfileId profile) {
        many(aftermath, giver, Gains.of(aftermath.before(), aftermath.after(), giver, null, profile, _ -> true));
    }

    /// The giver may be among them. Whom such a change would appoint to the duty that is held apart are
    /// those who have it afterwards.
    private static void many(Aftermath aftermath, UserId giver, List<Excess> excesses) {
        Refuse.unlessHeld(aftermath, giver, () -> HeldApart.holders(aftermath.after()), excesses);
    }
}

package io.mandate.live;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Instances;
import io.mandate.access.profile.Profile;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ScopeExpression;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the versions that a commit makes take in memory, counted in events about users: 43 bytes each. A version of a
/// profile repeats all that the profile says, and one of the catalog all that is in it; so they weigh as much as that
/// is, and not as the event.
///
/// The numbers are those that `bench/run decision versions` measures, rounded up (docs/performance-decisions.md).
final class Weight {
    private static final int PROFILE = 10;
    private static final int CATALOG = 32;
    private static final int STATE = 8;
    private static final int RECORD = 18;
    private static final int TOKEN = 12;
    /// Of a user's own attributes and perimeter, which others do not share.
    private static final int OWN = 8;
    /// An id or a short text that is in no other version, with its place in a sorted set.
    private static final int ID = 3;
    /// Characters that weigh as much as an event.
    private static final int TEXT = 43;

    private Weight() {}

    /// @param commit all its events
    /// @param after the tenant with them
    static long of(List<RecordedEvent> commit, AccessView after) {
        long weight = 0;
        boolean catalog = false;
        Set<ProfileId> profiles = new HashSet<>();
        for (RecordedEvent recorded : commit) {
            weight++;
            switch (recorded.event()) {
                case ProfileEvent e -> {
                    profiles.add(e.profile());
                    weight += e instanceof ProfileInstancesChanged picked ? of(picked, after) : 0;
                }
                case CatalogEvent _ -> catalog = true;
                case TenantEvent _, LicenceEvent _ -> weight += STATE;
                case UserEvent e -> weight += of(e);
                case RecordEvent e -> weight += of(e);
                case TokenEvent _ -> weight += TOKEN;
            }
        }
        for (ProfileId profile : profiles) {
            weight += of(after.everProfile(profile));
        }
        return catalog ? weight + of(after.catalog()) : weight;
    }

    /// What of it is no version of anything that was there before: forgetting gains nothing of that.
    static long lasting(List<RecordedEvent> commit) {
        return commit.stream()
                .mapToLong(recorded -> recorded.event() instanceof RecordRegistered e ? of(e.data()) : 0)
                .sum();
    }

    /// Eight entries of its maps take as much as three events.
    private static long of(@Nullable Profile profile) {
        return profile == null
                ? 0
                : PROFILE
                        + Math.ceilDiv(
                                3L
                                        * (profile.choices().size()
                                                + profile.settings().size()),
                                8);
    }

    private static long of(ProfileInstancesChanged picked, AccessView after) {
        Profile profile = after.everProfile(picked.profile());
        Fact<Instances> instances =
                profile == null ? null : profile.choice(picked.node()).instances();
        int copied = instances == null ? 0 : instances.value().picked().size();
        return copied + (long) ID * picked.added().size();
    }

    private static long of(Catalog catalog) {
        long things = (long) catalog.nodes().size() + catalog.settings().size();
        return CATALOG + things + Math.ceilDiv(things, 8);
    }

    private static long of(UserEvent event) {
        return switch (event) {
            case UserCreated e
            when !e.attributes().isEmpty() -> OWN + texts(e.attributes().values());
            case UserDetailsChanged e -> OWN + (long) ID * e.changes().size();
            case UserPerimeterChanged e when e.to() != null -> OWN + of(e.to());
            default -> 0; // a row, or nothing
        };
    }

    private static long of(ScopeExpression scope) {
        return switch (scope) {
            case ScopeExpression.Selected s -> (long) ID * s.ids().size();
            case ScopeExpression.Within s -> (long) ID * s.ids().size();
            case ScopeExpression.Attribute s -> texts(s.values());
            case ScopeExpression.AnyOf s ->
                s.parts().stream().mapToLong(Weight::of).sum();
            case ScopeExpression.AllOf s ->
                s.parts().stream().mapToLong(Weight::of).sum();
            case ScopeExpression.All _, ScopeExpression.CreatedByMe _, ScopeExpression.AssignedToMe _ -> ID;
        };
    }

    private static long of(RecordEvent event) {
        return switch (event) {
            case RecordRegistered e -> of(e.data());
            case RecordChanged e -> of(e.to());
            case RecordRetired _ -> RECORD;
        };
    }

    private static long of(RecordData data) {
        long inside = data.containers().values().stream().mapToLong(Set::size).sum();
        return RECORD
                + ID * (data.assignees().size() + inside)
                + texts(data.attributes().values());
    }

    private static long texts(Collection<String> texts) {
        return texts.stream().mapToLong(text -> ID + text.length() / TEXT).sum();
    }
}

package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.profile.Profile;
import io.mandate.command.rules.Decision;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.Rejection;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Label;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A tenant with the catalog of [Commerce], and one profile of it.
final class Given {
    static final TenantId TENANT = new TenantId("acme");
    static final ProfileId STD = new ProfileId("std");
    static final ProfileTarget TARGET = ProfileTarget.of(TENANT, STD);

    private final AccessIndex index = new AccessIndex();
    private long seq;

    private Given() {
        happened(new TenantRegistered(ZoneOffset.UTC, Label.of("Acme")));
        Commerce.events().forEach(this::happened);
    }

    /// No profile yet.
    static Given nothing() {
        return new Given();
    }

    /// The profile "Std", after these events.
    static Given profile(ProfileEvent... events) {
        Given given = new Given().happened(std());
        List.of(events).forEach(given::happened);
        return given;
    }

    static ProfileCreated std() {
        return new ProfileCreated(
                STD, new ProfileName("Std"), "std", null, null, null, null, ActionSet.NONE, null, false, null, null);
    }

    /// One more commit, of one event.
    Given happened(DomainEvent event) {
        return commit(List.of(event));
    }

    /// One more commit.
    Given commit(List<? extends DomainEvent> events) {
        List<RecordedEvent> commit = new ArrayList<>();
        long end = seq + events.size();
        for (DomainEvent event : events) {
            seq++;
            commit.add(new RecordedEvent(
                    TENANT,
                    seq,
                    end,
                    Instant.EPOCH.plusSeconds(seq),
                    TARGET.toString(),
                    seq,
                    UUID.randomUUID(),
                    event,
                    metadata(end)));
        }
        index.apply(TENANT, commit);
        return this;
    }

    Given policy(Policy policy, String value) {
        return happened(new TenantPolicyChanged(policy, policy.initial(), value));
    }

    Given archiveClosed() {
        Commerce.archiveClosed().forEach(this::happened);
        return this;
    }

    Given registered(String... records) {
        List.of(records)
                .forEach(record ->
                        happened(new RecordRegistered(Commerce.TEAMS, new RecordId(record), RecordData.UNKNOWN)));
        return this;
    }

    AccessView head() {
        return index.now(TENANT);
    }

    /// The past of profiles, as the index tells it.
    ProfileRevisions past() {
        return (tenant, profile, revision) -> {
            Optional<Profile> found = Optional.empty();
            for (long at = 1; at <= seq; at++) {
                Profile known = index.at(tenant, at).everProfile(profile);
                if (known != null && known.revision() == revision) {
                    found = Optional.of(known);
                }
            }
            return found;
        };
    }

    Decision<ProfileEvent> when(ProfileCommand command) {
        return ProfileRules.decide(head().everProfile(command.target().profile()), command, head(), past());
    }

    /// The events of an accepted command.
    List<ProfileEvent> accepted(ProfileCommand command) {
        return switch (when(command)) {
            case Decision.Accepted<ProfileEvent>(var events) -> events;
            case Decision.Rejected<ProfileEvent>(var rejection) ->
                throw new AssertionError("refused: " + rejection.message() + " " + rejection.parameters());
        };
    }

    /// Why a command is refused.
    Rejection refused(ProfileCommand command) {
        return switch (when(command)) {
            case Decision.Accepted<ProfileEvent>(var events) -> throw new AssertionError("accepted: " + events);
            case Decision.Rejected<ProfileEvent>(var rejection) -> rejection;
        };
    }

    /// What stands beside an event of the change set of that number.
    static EventMetadata metadata(long changeSet) {
        return new EventMetadata(
                Actor.MANDATE,
                null,
                EventMetadata.Source.SYSTEM,
                new ChangeSetId("set-" + changeSet),
                "test",
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

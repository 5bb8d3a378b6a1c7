package io.mandate.command.profile;

import io.mandate.access.profile.Profile;
import io.mandate.events.RecordedEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Folds a profile's stream up to the revision that is asked for. What is recorded never changes, so this needs no
/// lock.
@Component
class StoredProfileRevisions implements ProfileRevisions {
    private final EventReader reader;

    StoredProfileRevisions(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<Profile> at(TenantId tenant, ProfileId id, long revision) {
        @Nullable Profile profile = null;
        for (RecordedEvent recorded :
                reader.stream(StreamId.of(tenant, StreamId.Kind.PROFILE, id), 0, Personal.SEALED)) {
            Profile next = next(profile, recorded);
            if (next.revision() > revision) {
                break;
            }
            profile = next;
        }
        return Optional.ofNullable(profile).filter(found -> found.revision() == revision);
    }

    private static Profile next(@Nullable Profile profile, RecordedEvent recorded) {
        ProfileEvent event = (ProfileEvent) recorded.event();
        return event instanceof ProfileCreated created
                ? Profile.created(created, recorded.seq(), recorded.commitSeq())
                : Objects.requireNonNull(profile).after(event, recorded.seq(), recorded.commitSeq());
    }
}

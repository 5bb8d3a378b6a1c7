package io.mandate.command.profile;

import io.mandate.access.profile.Profile;
import io.mandate.access.profile.ProfileFold;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
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
        @Nullable
        Profile profile = ProfileFold.at(
                reader.stream(StreamId.of(tenant, StreamId.Kind.PROFILE, id), 0, Personal.SEALED), revision);
        return Optional.ofNullable(profile).filter(found -> found.revision() == revision);
    }
}

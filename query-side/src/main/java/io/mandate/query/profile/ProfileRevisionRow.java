package io.mandate.query.profile;

import io.mandate.events.RecordedEvent;
import io.mandate.query.projection.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One revision of a profile: one commit that changed it. Revisions outlive the profile.
///
/// @param seq the position of the commit
/// @param firstSeq the position of the commit's first event of this profile
/// @param actor the id of the one who did it, of the kind `actorKind`
/// @param onBehalfOf the user the actor was logged in as
/// @param events how many things changed
record ProfileRevisionRow(
        String tenant,
        String profile,
        long revision,
        long seq,
        long firstSeq,
        Instant recordedAt,
        String actorKind,
        String actor,
        @Nullable String onBehalfOf,
        String source,
        String changeSet,
        long events) {
    static final Table<ProfileRevisionRow> TABLE = Table.of("profile_revision", ProfileRevisionRow.class, 3);

    static ProfileRevisionRow of(ProfileRow profile, RecordedEvent recorded) {
        var metadata = recorded.metadata();
        return new ProfileRevisionRow(
                profile.tenant(),
                profile.profile(),
                profile.revision(),
                recorded.commitSeq(),
                recorded.seq(),
                recorded.recordedAt(),
                metadata.actor().kind().name(),
                metadata.actor().id().value(),
                metadata.onBehalfOf() == null ? null : metadata.onBehalfOf().value(),
                metadata.source().name(),
                metadata.changeSet().value(),
                1);
    }

    ProfileRevisionRow another() {
        return new ProfileRevisionRow(
                tenant,
                profile,
                revision,
                seq,
                firstSeq,
                recordedAt,
                actorKind,
                actor,
                onBehalfOf,
                source,
                changeSet,
                events + 1);
    }
}

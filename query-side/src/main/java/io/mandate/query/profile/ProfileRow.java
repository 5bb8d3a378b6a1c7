package io.mandate.query.profile;

import io.mandate.events.RecordedEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.query.projection.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A living profile in the list.
///
/// @param revision the number of commits that changed it
/// @param changedSeq the position of the last commit that changed it
/// @param changedByKind the kind of the actor that changed it last, and `changedBy` its id
record ProfileRow(
        String tenant,
        String profile,
        String name,
        String normalizedName,
        @Nullable String description,
        @Nullable String code,
        @Nullable String roleType,
        @Nullable String associatedRole,
        @Nullable String permissionType,
        boolean masked,
        long revision,
        Instant createdAt,
        Instant changedAt,
        long changedSeq,
        String changedByKind,
        String changedBy) {
    static final Table<ProfileRow> TABLE = Table.of("profile_list", ProfileRow.class, 2);

    static ProfileRow of(ProfileCreated event, RecordedEvent recorded) {
        return new ProfileRow(
                recorded.tenant().value(),
                event.profile().value(),
                event.name().value(),
                event.normalizedName(),
                event.description(),
                event.code(),
                event.roleType() == null ? null : event.roleType().value(),
                event.associatedRole() == null ? null : event.associatedRole().value(),
                event.permissionType(),
                event.maskSensitiveData(),
                1,
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.commitSeq(),
                recorded.metadata().actor().kind().name(),
                recorded.metadata().actor().id().value());
    }

    /// One commit is one revision, whatever the number of its events.
    ProfileRow changed(RecordedEvent recorded) {
        return changedSeq == recorded.commitSeq()
                ? this
                : new ProfileRow(
                        tenant,
                        profile,
                        name,
                        normalizedName,
                        description,
                        code,
                        roleType,
                        associatedRole,
                        permissionType,
                        masked,
                        revision + 1,
                        createdAt,
                        recorded.recordedAt(),
                        recorded.commitSeq(),
                        recorded.metadata().actor().kind().name(),
                        recorded.metadata().actor().id().value());
    }

    ProfileRow named(String changed, String normalized) {
        return with(changed, normalized, description, code, roleType, associatedRole, permissionType, masked);
    }

    ProfileRow described(@Nullable String changed) {
        return with(name, normalizedName, changed, code, roleType, associatedRole, permissionType, masked);
    }

    ProfileRow coded(@Nullable String changed) {
        return with(name, normalizedName, description, changed, roleType, associatedRole, permissionType, masked);
    }

    ProfileRow typed(@Nullable String changed) {
        return with(name, normalizedName, description, code, changed, associatedRole, permissionType, masked);
    }

    ProfileRow associated(@Nullable String changed) {
        return with(name, normalizedName, description, code, roleType, changed, permissionType, masked);
    }

    ProfileRow permitting(@Nullable String changed) {
        return with(name, normalizedName, description, code, roleType, associatedRole, changed, masked);
    }

    ProfileRow masking(boolean changed) {
        return with(name, normalizedName, description, code, roleType, associatedRole, permissionType, changed);
    }

    private ProfileRow with(
            String changedName,
            String normalized,
            @Nullable String text,
            @Nullable String changedCode,
            @Nullable String type,
            @Nullable String role,
            @Nullable String permission,
            boolean mask) {
        return new ProfileRow(
                tenant,
                profile,
                changedName,
                normalized,
                text,
                changedCode,
                type,
                role,
                permission,
                mask,
                revision,
                createdAt,
                changedAt,
                changedSeq,
                changedByKind,
                changedBy);
    }
}

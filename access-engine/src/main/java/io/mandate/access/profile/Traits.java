package io.mandate.access.profile;

import io.mandate.access.fact.Fact;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a profile says beside its choices about nodes and settings.
///
/// @param permissionType how people call the default actions; display only
/// @param masking whether sensitive fields are hidden from its users
/// @param created the event it began with
/// @param deleted the event it ended with; null while it lives
public record Traits(
        ProfileName name,
        @Nullable String description,
        @Nullable String code,
        Fact<Optional<RoleTypeKey>> roleType,
        Fact<Optional<RoleKey>> associatedRole,
        Fact<ActionSet> defaultActions,
        @Nullable String permissionType,
        Fact<Boolean> masking,
        long created,
        @Nullable Long deleted) {

    static Traits of(ProfileCreated event, long seq) {
        return new Traits(
                event.name(),
                event.description(),
                event.code(),
                new Fact<>(Optional.ofNullable(event.roleType()), seq),
                new Fact<>(Optional.ofNullable(event.associatedRole()), seq),
                new Fact<>(event.defaultActions(), seq),
                event.permissionType(),
                new Fact<>(event.maskSensitiveData(), seq),
                seq,
                null);
    }

    Traits withName(ProfileName changed) {
        return new Traits(
                changed,
                description,
                code,
                roleType,
                associatedRole,
                defaultActions,
                permissionType,
                masking,
                created,
                deleted);
    }

    Traits withDescription(@Nullable String changed) {
        return new Traits(
                name,
                changed,
                code,
                roleType,
                associatedRole,
                defaultActions,
                permissionType,
                masking,
                created,
                deleted);
    }

    Traits withCode(@Nullable String changed) {
        return new Traits(
                name,
                description,
                changed,
                roleType,
                associatedRole,
                defaultActions,
                permissionType,
                masking,
                created,
                deleted);
    }

    Traits withRoleType(@Nullable RoleTypeKey changed, long seq) {
        return new Traits(
                name,
                description,
                code,
                new Fact<>(Optional.ofNullable(changed), seq),
                associatedRole,
                defaultActions,
                permissionType,
                masking,
                created,
                deleted);
    }

    Traits withAssociatedRole(@Nullable RoleKey changed, long seq) {
        return new Traits(
                name,
                description,
                code,
                roleType,
                new Fact<>(Optional.ofNullable(changed), seq),
                defaultActions,
                permissionType,
                masking,
                created,
                deleted);
    }

    Traits withDefault(ActionSet changed, @Nullable String type, long seq) {
        return new Traits(
                name,
                description,
                code,
                roleType,
                associatedRole,
                new Fact<>(changed, seq),
                type,
                masking,
                created,
                deleted);
    }

    Traits withMasking(boolean changed, long seq) {
        return new Traits(
                name,
                description,
                code,
                roleType,
                associatedRole,
                defaultActions,
                permissionType,
                new Fact<>(changed, seq),
                created,
                deleted);
    }

    Traits deletedAt(long seq) {
        return new Traits(
                name,
                description,
                code,
                roleType,
                associatedRole,
                defaultActions,
                permissionType,
                masking,
                created,
                seq);
    }
}

package io.mandate.command.profile;

import io.mandate.access.profile.Profile;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCodeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.values.ProfileId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The events that make the traits of a profile those of another: name, description, code, role type, associated role,
/// default permission and masking. What it says about nodes and settings is told by [ContentEvents].
final class TraitEvents {
    private TraitEvents() {}

    static List<ProfileEvent> between(Profile now, Profile wished) {
        List<ProfileEvent> events = new ArrayList<>();
        ProfileId id = now.id();
        if (!now.name().equals(wished.name())) {
            events.add(new ProfileRenamed(
                    id, now.name(), wished.name(), wished.name().normalized()));
        }
        if (!Objects.equals(now.description(), wished.description())) {
            events.add(new ProfileDescriptionChanged(id, now.description(), wished.description()));
        }
        if (!Objects.equals(now.code(), wished.code())) {
            events.add(new ProfileCodeChanged(id, now.code(), wished.code()));
        }
        if (!Objects.equals(now.roleType(), wished.roleType())) {
            events.add(new ProfileRoleTypeChanged(id, now.roleType(), wished.roleType()));
        }
        if (!Objects.equals(now.associatedRole(), wished.associatedRole())) {
            events.add(new ProfileAssociatedRoleChanged(id, now.associatedRole(), wished.associatedRole()));
        }
        if (!now.defaultActions().equals(wished.defaultActions())
                || !Objects.equals(now.permissionType(), wished.permissionType())) {
            events.add(new ProfileDefaultPermissionChanged(
                    id, now.defaultActions(), wished.defaultActions(), now.permissionType(), wished.permissionType()));
        }
        if (now.maskSensitiveData() != wished.maskSensitiveData()) {
            events.add(
                    wished.maskSensitiveData()
                            ? new SensitiveDataMaskingEnabled(id)
                            : new SensitiveDataMaskingDisabled(id));
        }
        return events;
    }
}

package io.mandate.command.profile;

import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCodeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.profile.ProfileEvent.ProfileRestored;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.RecordId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// The event that takes another one back, where its outcome still holds: from and to change places.
final class Opposites {
    private Opposites() {}

    /// Empty for a mark that changed nothing itself.
    static Optional<ProfileEvent> of(ProfileEvent event) {
        return switch (event) {
            case ProfileRestored _ -> Optional.empty();
            case ProfileRenamed e ->
                Optional.of(new ProfileRenamed(
                        e.profile(), e.to(), e.from(), e.from().normalized()));
            case ProfileDescriptionChanged e ->
                Optional.of(new ProfileDescriptionChanged(e.profile(), e.to(), e.from()));
            case ProfileCodeChanged e -> Optional.of(new ProfileCodeChanged(e.profile(), e.to(), e.from()));
            case ProfileRoleTypeChanged e -> Optional.of(new ProfileRoleTypeChanged(e.profile(), e.to(), e.from()));
            case ProfileAssociatedRoleChanged e ->
                Optional.of(new ProfileAssociatedRoleChanged(e.profile(), e.to(), e.from()));
            case ProfileDefaultPermissionChanged e -> Optional.of(of(e));
            case SensitiveDataMaskingEnabled e -> Optional.of(new SensitiveDataMaskingDisabled(e.profile()));
            case SensitiveDataMaskingDisabled e -> Optional.of(new SensitiveDataMaskingEnabled(e.profile()));
            case ProfileNodeEnablementChanged e ->
                Optional.of(new ProfileNodeEnablementChanged(e.profile(), e.node(), e.to(), e.from()));
            case PermissionOverridden e -> Optional.of(of(e));
            case PermissionOverrideCleared e ->
                Optional.of(new PermissionOverridden(
                        e.profile(),
                        e.node(),
                        null,
                        e.fromActions(),
                        null,
                        e.fromLevel(),
                        Map.of(),
                        e.fromConditions(),
                        Map.of(),
                        e.fromScopes()));
            case ProfileRecordScopeChanged e ->
                Optional.of(new ProfileRecordScopeChanged(e.profile(), e.node(), e.action(), e.to(), e.from()));
            case ProfileNavigationChanged e ->
                Optional.of(new ProfileNavigationChanged(e.profile(), e.node(), e.to(), e.from()));
            case ProfileInstancesChanged e -> Optional.of(of(e));
            case ProfileSettingChanged e ->
                Optional.of(new ProfileSettingChanged(e.profile(), e.setting(), e.to(), e.from()));
            case ProfileCreated _, ProfileDeleted _ ->
                throw new IllegalArgumentException("no event takes back " + event);
        };
    }

    private static ProfileEvent of(ProfileDefaultPermissionChanged event) {
        ActionSet held = event.toActions();
        ActionSet back = event.fromActions();
        String heldType = event.toType();
        String backType = event.fromType();
        return new ProfileDefaultPermissionChanged(event.profile(), held, back, heldType, backType);
    }

    private static ProfileEvent of(ProfileInstancesChanged event) {
        InstanceMode held = event.mode();
        InstanceMode back = event.fromMode();
        SortedSet<RecordId> picks = event.removed();
        SortedSet<RecordId> drops = event.added();
        return new ProfileInstancesChanged(
                event.profile(), event.node(), event.instanceType(), held, back, picks, drops);
    }

    private static ProfileEvent of(PermissionOverridden event) {
        return event.fromActions() == null
                ? new PermissionOverrideCleared(
                        event.profile(),
                        event.node(),
                        event.toActions(),
                        event.level(),
                        event.toConditions(),
                        event.toScopes())
                : new PermissionOverridden(
                        event.profile(),
                        event.node(),
                        event.toActions(),
                        event.fromActions(),
                        event.level(),
                        event.fromLevel(),
                        event.toConditions(),
                        event.fromConditions(),
                        event.toScopes(),
                        event.fromScopes());
    }
}

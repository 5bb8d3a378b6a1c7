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
import io.mandate.events.values.RecordId;
import java.util.Collections;
import java.util.SortedSet;

/// The change somebody would wish for, to have an event happen again: by it the ordinary rules judge what is brought
/// back.
final class Wishes {
    private static final SortedSet<RecordId> NONE = Collections.emptySortedSet();

    private Wishes() {}

    static ProfileChange of(ProfileTarget target, ProfileEvent event) {
        return switch (event) {
            case ProfileRenamed e -> new ProfileChange.RenameProfile(target, e.to().value());
            case ProfileDescriptionChanged e -> new ProfileChange.DescribeProfile(target, e.to());
            case ProfileCodeChanged e -> new ProfileChange.ChangeCode(target, e.to());
            case ProfileRoleTypeChanged e -> new ProfileChange.ChangeRoleType(target, e.to());
            case ProfileAssociatedRoleChanged e -> new ProfileChange.ChangeAssociatedRole(target, e.to());
            case ProfileDefaultPermissionChanged e ->
                new ProfileChange.ChangeDefaultPermission(target, e.toActions(), e.toType());
            case SensitiveDataMaskingEnabled _ -> new ProfileChange.SetMasking(target, true);
            case SensitiveDataMaskingDisabled _ -> new ProfileChange.SetMasking(target, false);
            case ProfileNodeEnablementChanged e -> enablement(target, e);
            case PermissionOverridden e -> new ProfileChange.OverridePermission(target, e.node(), null, e.toActions());
            case PermissionOverrideCleared e -> new ProfileChange.ClearOverride(target, e.node());
            case ProfileRecordScopeChanged e ->
                e.to() == null
                        ? new ProfileChange.ClearRecordScope(target, e.node(), e.action())
                        : new ProfileChange.SetRecordScope(target, e.node(), e.action(), e.to());
            case ProfileNavigationChanged e -> new ProfileChange.SetNavigation(target, e.node(), e.to());
            case ProfileInstancesChanged e -> instances(target, e);
            case ProfileSettingChanged e ->
                e.to() == null
                        ? new ProfileChange.ClearSetting(target, e.setting())
                        : new ProfileChange.SetSetting(target, e.setting(), SettingForm.plain(e.to()));
            case ProfileCreated _, ProfileDeleted _, ProfileRestored _ ->
                throw new IllegalArgumentException("no change of a living profile leads to " + event);
        };
    }

    private static ProfileChange enablement(ProfileTarget target, ProfileNodeEnablementChanged event) {
        return switch (event.to()) {
            case ENABLED -> new ProfileChange.EnableNode(target, event.node());
            case DISABLED -> new ProfileChange.DisableNode(target, event.node());
            case UNSET -> new ProfileChange.ResetNode(target, event.node());
        };
    }

    private static ProfileChange instances(ProfileTarget target, ProfileInstancesChanged event) {
        boolean picks = event.mode() == InstanceMode.SELECTED;
        return new ProfileChange.SelectInstances(
                target,
                event.node(),
                event.instanceType(),
                event.mode(),
                null,
                picks ? event.added() : NONE,
                picks ? event.removed() : NONE);
    }
}

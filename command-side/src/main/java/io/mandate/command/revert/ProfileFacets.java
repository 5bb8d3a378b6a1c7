package io.mandate.command.revert;

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
import io.mandate.events.values.NodeKey;
import java.util.List;

/// What each event of a profile changes.
final class ProfileFacets {
    private static final String PROFILE = "profile";

    private ProfileFacets() {}

    static List<Facet> of(ProfileEvent event) {
        return switch (event) {
            case ProfileCreated _, ProfileDeleted _ -> List.of(Facet.of(PROFILE, event.profile()));
            case ProfileRestored _ -> List.of();
            case ProfileRenamed _ -> trait(event, "name");
            case ProfileDescriptionChanged _ -> trait(event, "description");
            case ProfileCodeChanged _ -> trait(event, "code");
            case ProfileRoleTypeChanged _ -> trait(event, "roleType");
            case ProfileAssociatedRoleChanged _ -> trait(event, "associatedRole");
            case ProfileDefaultPermissionChanged _ -> trait(event, "default");
            case SensitiveDataMaskingEnabled _, SensitiveDataMaskingDisabled _ -> trait(event, "masking");
            case ProfileNodeEnablementChanged e -> node(e, e.node(), "enablement");
            case PermissionOverridden e -> node(e, e.node(), "override");
            case PermissionOverrideCleared e -> node(e, e.node(), "override");
            case ProfileRecordScopeChanged e -> node(e, e.node(), "scope " + e.action());
            case ProfileNavigationChanged e -> node(e, e.node(), "navigation");
            case ProfileInstancesChanged e -> node(e, e.node(), "instances");
            case ProfileSettingChanged e -> List.of(Facet.of(PROFILE, e.profile(), "setting", e.setting()));
        };
    }

    private static List<Facet> trait(ProfileEvent event, String trait) {
        return List.of(Facet.of(PROFILE, event.profile(), trait));
    }

    private static List<Facet> node(ProfileEvent event, NodeKey node, String what) {
        return List.of(Facet.of(PROFILE, event.profile(), "node", node, what));
    }
}

package io.mandate.query.audit;

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
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.query.audit.Subject.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of what happened to profiles.
final class ProfileAuditRows {
    private static final String MASKING = "Sensitive Data Masking";
    private static final String LEVEL_SCOPE = "Level Scope of %s";

    private ProfileAuditRows() {}

    static RowsOfEvent of(ProfileEvent event) {
        RowsOfEvent rows = new RowsOfEvent(Subject.of(Kind.PROFILE, event.profile()));
        return switch (event) {
            case ProfileCreated e -> created(rows, e);
            case ProfileRenamed e -> rows.updated("Name", e.from(), e.to());
            case ProfileDescriptionChanged e -> rows.updated("Description", e.from(), e.to());
            case ProfileCodeChanged e -> rows.updated("Code", e.from(), e.to());
            case ProfileRoleTypeChanged e -> rows.updated("Role Type", e.from(), e.to());
            case ProfileAssociatedRoleChanged e -> rows.updated("Associated Role", e.from(), e.to());
            case ProfileDefaultPermissionChanged e ->
                rows.touching(touched(e.fromActions(), e.toActions()))
                        .updated(
                                "Default Permission",
                                named(e.fromActions(), e.fromType()),
                                named(e.toActions(), e.toType()));
            case SensitiveDataMaskingEnabled _ -> rows.updated(MASKING, "off", "on");
            case SensitiveDataMaskingDisabled _ -> rows.updated(MASKING, "on", "off");
            case ProfileNodeEnablementChanged e -> rows.at(e.node()).updated("Enablement", e.from(), e.to());
            case PermissionOverridden e -> overridden(rows, e);
            case PermissionOverrideCleared e ->
                rows.at(e.node())
                        .touching(e.fromActions().actions())
                        .updated("Permission", Shown.actions(e.fromActions(), e.fromLevel()), null)
                        .differences("Condition of %s", e.fromConditions(), Map.of())
                        .differences(LEVEL_SCOPE, e.fromScopes(), Map.of());
            case ProfileRecordScopeChanged e -> scope(rows, e);
            case ProfileNavigationChanged e -> rows.at(e.node()).updated("Navigation", e.from(), e.to());
            case ProfileInstancesChanged e -> instances(rows.at(e.node()), e);
            case ProfileSettingChanged e -> rows.at(e.setting()).updated("Setting", e.from(), e.to());
            case ProfileRestored e -> rows.row(AuditType.RESTORED, "Revision", e.fromRevision(), e.toRevision());
            case ProfileDeleted e -> rows.row(AuditType.DELETED, "Profile", e.name(), null);
        };
    }

    private static RowsOfEvent created(RowsOfEvent rows, ProfileCreated event) {
        rows.created("Profile", event.name())
                .created("Description", event.description())
                .created("Code", event.code())
                .created("Role Type", event.roleType())
                .created("Associated Role", event.associatedRole())
                .created(MASKING, event.maskSensitiveData() ? "on" : null)
                .created("Cloned From", event.clonedFrom());
        return event.defaultActions().isEmpty() && event.permissionType() == null
                ? rows
                : rows.touching(event.defaultActions().actions())
                        .created("Default Permission", named(event.defaultActions(), event.permissionType()));
    }

    private static RowsOfEvent overridden(RowsOfEvent rows, PermissionOverridden event) {
        ActionSet from = event.fromActions();
        return rows.at(event.node())
                .touching(touched(from == null ? ActionSet.NONE : from, event.toActions()))
                .updated(
                        "Permission",
                        Shown.actionsOrNull(from, event.fromLevel()),
                        Shown.actions(event.toActions(), event.level()))
                .differences("Condition of %s", event.fromConditions(), event.toConditions())
                .differences(LEVEL_SCOPE, event.fromScopes(), event.toScopes());
    }

    private static RowsOfEvent scope(RowsOfEvent rows, ProfileRecordScopeChanged event) {
        ActionName action = event.action();
        return rows.at(event.node())
                .touching(action == null ? List.of() : List.of(action))
                .updated(
                        action == null ? "Record Scope" : "Record Scope of " + Shown.title(action.value()),
                        event.from(),
                        event.to());
    }

    private static RowsOfEvent instances(RowsOfEvent rows, ProfileInstancesChanged event) {
        if (event.fromMode() != event.mode()
                || (event.added().isEmpty() && event.removed().isEmpty())) {
            rows.updated("Instances", event.fromMode(), event.mode());
        }
        String one = Shown.title(event.instanceType().value());
        event.added().forEach(added -> rows.row(AuditType.ADDED, one, null, added));
        event.removed().forEach(removed -> rows.row(AuditType.REMOVED, one, removed, null));
        return rows;
    }

    private static String named(ActionSet actions, @Nullable String name) {
        String shown = Shown.actions(actions, null);
        return name == null ? shown : name + " (" + shown + ")";
    }

    private static List<ActionName> touched(ActionSet from, ActionSet to) {
        return from.without(to).union(to.without(from)).actions();
    }
}

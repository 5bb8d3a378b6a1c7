package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Profile;
import io.mandate.command.profile.ProfileChange.ChangeAssociatedRole;
import io.mandate.command.profile.ProfileChange.ChangeCode;
import io.mandate.command.profile.ProfileChange.ChangeDefaultPermission;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.ClearSetting;
import io.mandate.command.profile.ProfileChange.DescribeProfile;
import io.mandate.command.profile.ProfileChange.OfNode;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileChange.SetMasking;
import io.mandate.command.profile.ProfileChange.SetSetting;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCodeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One change of a living profile: the event that makes it so, none if it is so already, or a refusal.
final class ChangeRules {
    private ChangeRules() {}

    static List<ProfileEvent> decide(Profile profile, ProfileChange change, AccessView head) {
        return switch (change) {
            case RenameProfile c -> rename(profile, DescriptionRules.name(c.name()));
            case DescribeProfile c -> describe(profile, DescriptionRules.description(c.description()), head);
            case ChangeCode c -> code(profile, DescriptionRules.code(c.code()));
            case ChangeRoleType c -> roleType(profile, c.roleType(), head);
            case ChangeAssociatedRole c -> associatedRole(profile, c.role(), head);
            case ChangeDefaultPermission c -> defaultPermission(profile, c, head.catalog());
            case SetMasking c -> masking(profile, c.masked());
            case OfNode c -> NodeChangeRules.decide(profile, c, head);
            case SetSetting c -> setting(profile, c, head.catalog());
            case ClearSetting c -> setting(profile, known(c.setting(), head.catalog()), null);
        };
    }

    private static List<ProfileEvent> rename(Profile profile, ProfileName to) {
        return profile.name().equals(to)
                ? List.of()
                : List.of(new ProfileRenamed(profile.id(), profile.name(), to, to.normalized()));
    }

    private static List<ProfileEvent> describe(Profile profile, @Nullable String to, AccessView head) {
        CreationRules.demand(head.tenantState(), "description", to);
        return Objects.equals(profile.description(), to)
                ? List.of()
                : List.of(new ProfileDescriptionChanged(profile.id(), profile.description(), to));
    }

    private static List<ProfileEvent> code(Profile profile, @Nullable String to) {
        return Objects.equals(profile.code(), to)
                ? List.of()
                : List.of(new ProfileCodeChanged(profile.id(), profile.code(), to));
    }

    private static List<ProfileEvent> roleType(Profile profile, @Nullable RoleTypeKey to, AccessView head) {
        if (Objects.equals(profile.roleType(), to)) {
            return List.of();
        }
        if (head.tenantState().holds(Policy.PROFILE_ROLE_TYPE_FIXED)) {
            throw new RejectedException(roleTypeStays(profile));
        }
        CreationRules.demand(head.tenantState(), "roleType", DescriptionRules.roleType(to, head.catalog()));
        return List.of(new ProfileRoleTypeChanged(profile.id(), profile.roleType(), to));
    }

    private static Rejection roleTypeStays(Profile profile) {
        Rejection refusal = Rejection.of(RejectionCode.ROLE_TYPE_FIXED, "profile", profile.id());
        RoleTypeKey roleType = profile.roleType();
        return roleType == null ? refusal : refusal.with("roleType", roleType);
    }

    private static List<ProfileEvent> associatedRole(Profile profile, @Nullable RoleKey to, AccessView head) {
        if (Objects.equals(profile.associatedRole(), to)) {
            return List.of();
        }
        CreationRules.demand(head.tenantState(), "associatedRole", DescriptionRules.role(to, head.catalog()));
        return List.of(new ProfileAssociatedRoleChanged(profile.id(), profile.associatedRole(), to));
    }

    private static List<ProfileEvent> defaultPermission(
            Profile profile, ChangeDefaultPermission change, Catalog catalog) {
        String type = DescriptionRules.permissionType(change.permissionType());
        ActionSet from = profile.defaultActions();
        if (from.equals(change.actions()) && (type == null || type.equals(profile.permissionType()))) {
            return List.of();
        }
        ActionSet to = DescriptionRules.defaultActions(change.actions(), catalog);
        return List.of(new ProfileDefaultPermissionChanged(profile.id(), from, to, profile.permissionType(), type));
    }

    private static List<ProfileEvent> masking(Profile profile, boolean masked) {
        if (profile.maskSensitiveData() == masked) {
            return List.of();
        }
        return List.of(
                masked
                        ? new SensitiveDataMaskingEnabled(profile.id())
                        : new SensitiveDataMaskingDisabled(profile.id()));
    }

    private static List<ProfileEvent> setting(Profile profile, SetSetting change, Catalog catalog) {
        SettingKey key = known(change.setting(), catalog);
        Defined<SettingDefinition> setting =
                Objects.requireNonNull(catalog.settings().get(key));
        if (setting.retired()) {
            throw refuse(RejectionCode.SETTING_UNKNOWN, "setting", key);
        }
        return switch (SettingForm.read(setting.definition().type(), change.value())) {
            case SettingForm.Reading.Read(SettingValue to) -> setting(profile, key, to);
            case SettingForm.Reading.Broken(String rule) ->
                throw refuse(RejectionCode.SETTING_INVALID, "setting", key, "rule", rule);
        };
    }

    private static List<ProfileEvent> setting(Profile profile, SettingKey key, @Nullable SettingValue to) {
        Fact<SettingValue> from = profile.settings().get(key);
        SettingValue before = from == null ? null : from.value();
        return Objects.equals(before, to)
                ? List.of()
                : List.of(new ProfileSettingChanged(profile.id(), key, before, to));
    }

    private static SettingKey known(SettingKey key, Catalog catalog) {
        if (!catalog.settings().containsKey(key)) {
            throw refuse(RejectionCode.SETTING_UNKNOWN, "setting", key);
        }
        return key;
    }
}

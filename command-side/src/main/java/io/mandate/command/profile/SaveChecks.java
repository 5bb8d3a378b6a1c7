package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.inWords;
import static io.mandate.command.profile.Refusals.invalid;
import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogWords;
import io.mandate.access.catalog.Defined;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Profile;
import io.mandate.access.setting.AllowedValues;
import io.mandate.access.setting.EffectiveSettings;
import io.mandate.command.profile.ProfileChange.ChangeAssociatedRole;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.ClearSetting;
import io.mandate.command.profile.ProfileChange.SetSetting;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What must hold between the parts of a profile after the whole of a save, in whatever order its changes came. Only
/// what the save spoke of is checked: a catalog that became stricter stops nobody from changing something else.
final class SaveChecks {
    private final Map<SettingKey, @Nullable Integer> settings = new HashMap<>();
    private boolean role;
    private @Nullable Integer roleAt;

    void said(ProfileChange change, @Nullable Integer index) {
        if (change instanceof SetSetting c) {
            settings.put(c.setting(), index);
        } else if (change instanceof ClearSetting c) {
            settings.put(c.setting(), index);
        } else if (change instanceof ChangeRoleType || change instanceof ChangeAssociatedRole) {
            roleSaid(index);
        }
    }

    void roleSaid(@Nullable Integer index) {
        role = true;
        roleAt = index;
    }

    void check(@Nullable Profile before, Profile after, Catalog catalog) {
        if (role) {
            checkRole(before, after, catalog);
        }
        if (!settings.isEmpty()) {
            catalog.settings().forEach((key, setting) -> checkKeys(key, setting, after, catalog));
        }
    }

    /// The role that users get from the profile must be of the type that the profile is for.
    private void checkRole(@Nullable Profile before, Profile after, Catalog catalog) {
        RoleTypeKey roleType = after.roleType();
        RoleKey associated = after.associatedRole();
        boolean asBefore = before != null
                && Objects.equals(before.roleType(), roleType)
                && Objects.equals(before.associatedRole(), associated);
        if (roleType == null || associated == null || asBefore) {
            return;
        }
        RoleTypeKey given = catalog.roleTypeOf(associated);
        if (!roleType.equals(given)) {
            CatalogWords words = new CatalogWords(catalog);
            throw placed(
                    inWords(
                            invalid("associatedRole", misfit(associated, given, roleType)),
                            misfit(
                                    words.role(associated.value()),
                                    given == null ? null : words.roleType(given.value()),
                                    words.roleType(roleType.value()))),
                    roleAt);
        }
    }

    private static String misfit(Object role, @Nullable Object given, Object wanted) {
        return "the role " + role + " is of type " + given + ", the profile is for " + wanted + " users";
    }

    private void checkKeys(SettingKey key, Defined<SettingDefinition> setting, Profile after, Catalog catalog) {
        SettingKey container = setting.definition().keysSubsetOf();
        boolean spokenOf = settings.containsKey(key) || (container != null && settings.containsKey(container));
        if (container == null || setting.retired() || !spokenOf) {
            return;
        }
        SortedSet<String> missing =
                EffectiveSettings.strayKeys(catalog, after, setting.definition(), allowed(key, setting, after));
        if (!missing.isEmpty()) {
            boolean own = settings.containsKey(key);
            throw placed(
                    inWords(
                            refuse(
                                    RejectionCode.SETTING_INVALID,
                                    "setting",
                                    key,
                                    "rule",
                                    stray(missing, container),
                                    "keys",
                                    missing,
                                    "keysSubsetOf",
                                    container),
                            stray(missing, new CatalogWords(catalog).setting(container.value()))),
                    settings.get(own ? key : container));
        }
    }

    private static String stray(SortedSet<String> keys, Object container) {
        return String.join(", ", keys) + " must be among the values of " + container + " first";
    }

    /// What the profile says of it, whatever the settings it rests on say. What the catalog
    /// allows no more by itself is not in force and stops nobody from changing those.
    private static @Nullable SettingValue allowed(SettingKey key, Defined<SettingDefinition> setting, Profile profile) {
        Fact<SettingValue> own = profile.settings().get(key);
        return own != null && AllowedValues.in(setting.definition().type(), own.value())
                ? own.value()
                : setting.definition().initial();
    }

    private static RejectedException placed(RejectedException refused, @Nullable Integer index) {
        return index == null ? refused : ProfileDraft.at(index, refused);
    }
}

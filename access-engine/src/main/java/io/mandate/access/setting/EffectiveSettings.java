package io.mandate.access.setting;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.access.decision.Relevance;
import io.mandate.access.fact.Fact;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.profile.Profile;
import io.mandate.access.setting.EffectiveSetting.Source;
import io.mandate.access.user.Subject;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings in force for a user: the profile's values, else the catalog's. Retired settings are left out.
///
/// @param affectedAt as in [EffectivePermissions]
/// @param settings in the catalog's own order
public record EffectiveSettings(long affectedAt, List<EffectiveSetting> settings) {

    public EffectiveSettings {
        settings = List.copyOf(settings);
    }

    /// Empty if there never was such a user.
    public static Optional<EffectiveSettings> of(AccessView view, UserId user) {
        Subject subject = view.user(user);
        if (subject == null) {
            return Optional.empty();
        }
        Profile profile = subject.profile() == null ? null : view.profile(subject.profile());
        RoleKey role = subject.role() == null && profile != null ? profile.associatedRole() : subject.role();
        return Optional.of(new EffectiveSettings(
                EffectivePermissions.affectedAt(view, subject), of(view.catalog(), profile, role)));
    }

    /// The settings of a profile as users of this role have them.
    public static List<EffectiveSetting> of(Catalog catalog, @Nullable Profile profile, @Nullable RoleKey role) {
        List<EffectiveSetting> settings = new ArrayList<>();
        catalog.settings().forEach((key, defined) -> {
            if (!defined.retired()) {
                settings.add(effective(catalog, key, defined, profile, role));
            }
        });
        return settings;
    }

    private static EffectiveSetting effective(
            Catalog catalog,
            SettingKey key,
            Defined<SettingDefinition> defined,
            @Nullable Profile profile,
            @Nullable RoleKey role) {
        boolean applies = applies(catalog, defined.definition(), role);
        Fact<SettingValue> said = profile == null ? null : profile.settings().get(key);
        return said != null
                ? new EffectiveSetting(key, said.value(), Source.PROFILE, said.seq(), applies)
                : new EffectiveSetting(key, defined.definition().initial(), Source.CATALOG, defined.seq(), applies);
    }

    /// Whether a setting, and the module it belongs to, exists for a role.
    public static boolean applies(Catalog catalog, SettingDefinition setting, @Nullable RoleKey role) {
        return Relevance.holds(setting.relevantRoleTypes(), setting.relevantRoles(), role, catalog.roleTypeOf(role))
                && Relevance.missing(catalog, setting.module(), role) == null;
    }
}

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
import io.mandate.events.values.SettingValue.Many;
import io.mandate.events.values.SettingValue.Mapping;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The settings in force for a user: the profile's values, as long as the catalog allows them, else the
/// catalog's. Retired settings are left out.
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
        boolean outdated = said != null && profile != null && outdated(catalog, profile, key);
        return said != null && !outdated
                ? new EffectiveSetting(key, said.value(), Source.PROFILE, said.seq(), applies, false)
                : new EffectiveSetting(
                        key, defined.definition().initial(), Source.CATALOG, defined.seq(), applies, outdated);
    }

    /// Whether a profile says a value that the catalog allows no more, by itself or because its keys are
    /// not among those of another setting as that one is in force. The catalog's own value is in force
    /// then.
    public static boolean outdated(Catalog catalog, Profile profile, SettingKey key) {
        Defined<SettingDefinition> defined = catalog.settings().get(key);
        Fact<SettingValue> said = profile.settings().get(key);
        return defined != null
                && said != null
                && !(AllowedValues.in(defined.definition().type(), said.value())
                        && strayKeys(catalog, profile, defined.definition(), said.value())
                                .isEmpty());
    }

    /// The keys of a value that are not among the values of the setting that it rests on, as that
    /// one is in force for the profile: while there are any, the value is not in force itself.
    public static SortedSet<String> strayKeys(
            Catalog catalog, Profile profile, SettingDefinition setting, @Nullable SettingValue value) {
        SettingKey within = setting.keysSubsetOf();
        if (within == null || !catalog.settings().containsKey(within) || !(value instanceof Mapping map)) {
            return Collections.emptySortedSet();
        }
        SortedSet<String> stray = new TreeSet<>(map.entries().keySet());
        if (inForce(catalog, profile, within) instanceof Many many) {
            stray.removeAll(many.values());
        }
        return stray;
    }

    /// The value that counts for users of a profile: what it says, as long as the catalog allows
    /// it, else the catalog's own; null where neither says any.
    public static @Nullable SettingValue inForce(Catalog catalog, Profile profile, SettingKey key) {
        Fact<SettingValue> said = profile.settings().get(key);
        if (said != null && !outdated(catalog, profile, key)) {
            return said.value();
        }
        Defined<SettingDefinition> defined = catalog.settings().get(key);
        return defined == null ? null : defined.definition().initial();
    }

    /// Whether a setting, and the module it belongs to, exists for a role.
    public static boolean applies(Catalog catalog, SettingDefinition setting, @Nullable RoleKey role) {
        return Relevance.holds(setting.relevantRoleTypes(), setting.relevantRoles(), role, catalog.roleTypeOf(role))
                && Relevance.missing(catalog, setting.module(), role) == null;
    }
}

package io.mandate.access.oracle;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A setting of a user: the value of the profile, unless the catalog has come to allow others only, else
/// the catalog's own. Where the setting, its module or what the module belongs to does not exist for the
/// role, it does not apply; the value is there all the same.
///
/// @param fact the event that said the value
/// @param outdated whether the profile says what is not allowed any more
record Setting(
        SettingKey key, @Nullable SettingValue value, String source, long fact, boolean applies, boolean outdated) {

    /// All but the retired ones, in the order in which the catalog first had them.
    static List<Setting> of(Told told, ToldUser user) {
        ToldProfile profile = told.profileOf(user);
        RoleKey role = told.roleOf(user, profile);
        List<Setting> settings = new ArrayList<>();
        told.settings.forEach((key, defined) -> {
            if (!told.retiredSettings.contains(key)) {
                Said<SettingValue> said = profile == null ? null : profile.settings.get(key);
                boolean applies = applies(told, defined.value(), role);
                boolean outdated = said != null && !allowed(defined.value().type(), said.value());
                settings.add(
                        said == null || outdated
                                ? new Setting(
                                        key, defined.value().initial(), "CATALOG", defined.seq(), applies, outdated)
                                : new Setting(key, said.value(), "PROFILE", said.seq(), applies, false));
            }
        });
        return settings;
    }

    /// Random histories have whole numbers only.
    private static boolean allowed(SettingType type, SettingValue value) {
        SettingType.IntegerType range = (SettingType.IntegerType) type;
        long number = ((SettingValue.Whole) value).value();
        return range.min() <= number && number <= range.max();
    }

    private static boolean applies(Told told, SettingDefinition setting, @Nullable RoleKey role) {
        boolean applies = told.relevant(setting.relevantRoleTypes(), setting.relevantRoles(), role);
        for (var key : told.up(setting.module())) {
            NodeDefinition node = told.node(key);
            applies &= told.relevant(node.relevantRoleTypes(), node.relevantRoles(), role);
        }
        return applies;
    }
}

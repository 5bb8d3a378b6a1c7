package io.mandate.events.catalog;

import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the catalog says about one setting of profiles.
///
/// @param module the module it belongs to
/// @param type which values it takes
/// @param initial the value where a profile says nothing; null: no value
/// @param keysSubsetOf for a MAP: the setting (a SET) that must contain all its keys
/// @param relevantRoleTypes the role types it exists for; empty together with relevantRoles: for all
/// @param relevantRoles the roles it exists for
public record SettingDefinition(
        NodeKey module,
        Label label,
        SettingType type,
        @Nullable SettingValue initial,
        @Nullable SettingKey keysSubsetOf,
        Set<RoleTypeKey> relevantRoleTypes,
        Set<RoleKey> relevantRoles) {

    public SettingDefinition {
        relevantRoleTypes = Sorted.set(relevantRoleTypes);
        relevantRoles = Sorted.set(relevantRoles);
    }
}

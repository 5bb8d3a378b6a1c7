package io.mandate.events.profile;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What happens to a profile. One commit that changes a profile is one revision of it, whatever the number of events.
public sealed interface ProfileEvent extends DomainEvent {
    ProfileId profile();

    /// @param normalizedName the form under which the name is unique
    /// @param code a short stable name for other systems, such as `PARTNER`; 1 to 64 characters of `A-Za-z0-9._-`
    /// @param permissionType how people call the default actions, such as `RE`; display only
    /// @param maskSensitiveData whether sensitive fields are hidden from its users
    @Alias("ProfileCreated")
    record ProfileCreated(
            ProfileId profile,
            ProfileName name,
            String normalizedName,
            @Nullable String description,
            @Nullable String code,
            @Nullable RoleTypeKey roleType,
            @Nullable RoleKey associatedRole,
            ActionSet defaultActions,
            @Nullable String permissionType,
            boolean maskSensitiveData,
            @Nullable ProfileId clonedFrom,
            @Nullable Long clonedRevision)
            implements ProfileEvent {}

    @Alias("ProfileRenamed")
    record ProfileRenamed(ProfileId profile, ProfileName from, ProfileName to, String normalizedName)
            implements ProfileEvent {}

    @Alias("ProfileDescriptionChanged")
    record ProfileDescriptionChanged(
            ProfileId profile,
            @Nullable String from,
            @Nullable String to) implements ProfileEvent {}

    @Alias("ProfileCodeChanged")
    record ProfileCodeChanged(
            ProfileId profile,
            @Nullable String from,
            @Nullable String to) implements ProfileEvent {}

    @Alias("ProfileRoleTypeChanged")
    record ProfileRoleTypeChanged(
            ProfileId profile,
            @Nullable RoleTypeKey from,
            @Nullable RoleTypeKey to) implements ProfileEvent {}

    @Alias("ProfileAssociatedRoleChanged")
    record ProfileAssociatedRoleChanged(
            ProfileId profile,
            @Nullable RoleKey from,
            @Nullable RoleKey to) implements ProfileEvent {}

    /// Inheritance is live: every node without an override follows at once.
    @Alias("ProfileDefaultPermissionChanged")
    record ProfileDefaultPermissionChanged(
            ProfileId profile,
            ActionSet fromActions,
            ActionSet toActions,
            @Nullable String fromType,
            @Nullable String toType)
            implements ProfileEvent {}

    @Alias("SensitiveDataMaskingEnabled")
    record SensitiveDataMaskingEnabled(ProfileId profile) implements ProfileEvent {}

    @Alias("SensitiveDataMaskingDisabled")
    record SensitiveDataMaskingDisabled(ProfileId profile) implements ProfileEvent {}

    @Alias("ProfileNodeEnablementChanged")
    record ProfileNodeEnablementChanged(ProfileId profile, NodeKey node, Enablement from, Enablement to)
            implements ProfileEvent {}

    /// The node has its own actions from now on; an empty set is a value and stops inheritance.
    ///
    /// @param fromActions null: it had none of its own
    /// @param fromLevel the level the actions before were chosen by
    /// @param level the level the actions were chosen by; display only, the actions are what counts
    /// @param fromConditions the condition an action was under, by action
    /// @param toConditions the condition an action is under from now on, by action
    /// @param fromScopes the records an action reached at most, by action
    /// @param toScopes the records an action reaches at most from now on, by action: what the level brought;
    ///     record scopes of the profile narrow it further
    @Alias(value = "PermissionOverridden", revision = 2)
    record PermissionOverridden(
            ProfileId profile,
            NodeKey node,
            @Nullable ActionSet fromActions,
            ActionSet toActions,
            @Nullable LevelName fromLevel,
            @Nullable LevelName level,
            Map<ActionName, String> fromConditions,
            Map<ActionName, String> toConditions,
            Map<ActionName, ScopeExpression> fromScopes,
            Map<ActionName, ScopeExpression> toScopes)
            implements ProfileEvent {
        public PermissionOverridden {
            fromConditions = Collections.unmodifiableMap(new TreeMap<>(fromConditions));
            toConditions = Collections.unmodifiableMap(new TreeMap<>(toConditions));
            fromScopes = Collections.unmodifiableMap(new TreeMap<>(fromScopes));
            toScopes = Collections.unmodifiableMap(new TreeMap<>(toScopes));
        }

        /// One between actions that no level limited.
        public PermissionOverridden(
                ProfileId profile,
                NodeKey node,
                @Nullable ActionSet fromActions,
                ActionSet toActions,
                @Nullable LevelName fromLevel,
                @Nullable LevelName level,
                Map<ActionName, String> fromConditions,
                Map<ActionName, String> toConditions) {
            this(
                    profile,
                    node,
                    fromActions,
                    toActions,
                    fromLevel,
                    level,
                    fromConditions,
                    toConditions,
                    Map.of(),
                    Map.of());
        }
    }

    /// The node inherits again.
    @Alias(value = "PermissionOverrideCleared", revision = 2)
    record PermissionOverrideCleared(
            ProfileId profile,
            NodeKey node,
            ActionSet fromActions,
            @Nullable LevelName fromLevel,
            Map<ActionName, String> fromConditions,
            Map<ActionName, ScopeExpression> fromScopes)
            implements ProfileEvent {
        public PermissionOverrideCleared {
            fromConditions = Collections.unmodifiableMap(new TreeMap<>(fromConditions));
            fromScopes = Collections.unmodifiableMap(new TreeMap<>(fromScopes));
        }

        /// One of actions that no level limited.
        public PermissionOverrideCleared(
                ProfileId profile,
                NodeKey node,
                ActionSet fromActions,
                @Nullable LevelName fromLevel,
                Map<ActionName, String> fromConditions) {
            this(profile, node, fromActions, fromLevel, fromConditions, Map.of());
        }
    }

    /// @param action for this action alone; null: for all that have no scope of their own
    /// @param from null: none was set
    /// @param to null: none is set any more
    @Alias("ProfileRecordScopeChanged")
    record ProfileRecordScopeChanged(
            ProfileId profile,
            NodeKey node,
            @Nullable ActionName action,
            @Nullable ScopeExpression from,
            @Nullable ScopeExpression to)
            implements ProfileEvent {}

    @Alias("ProfileNavigationChanged")
    record ProfileNavigationChanged(ProfileId profile, NodeKey node, Navigation from, Navigation to)
            implements ProfileEvent {}

    /// The picked instances are those before, with `added`, without `removed`; none remain where the mode is not
    /// SELECTED.
    @Alias("ProfileInstancesChanged")
    record ProfileInstancesChanged(
            ProfileId profile,
            NodeKey node,
            InstanceType instanceType,
            InstanceMode fromMode,
            InstanceMode mode,
            SortedSet<RecordId> added,
            SortedSet<RecordId> removed)
            implements ProfileEvent {
        public ProfileInstancesChanged {
            added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
            removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        }
    }

    /// @param from null: the profile said nothing
    /// @param to null: the profile says nothing any more, the catalog's initial value applies
    @Alias("ProfileSettingChanged")
    record ProfileSettingChanged(
            ProfileId profile,
            SettingKey setting,
            @Nullable SettingValue from,
            @Nullable SettingValue to) implements ProfileEvent {}

    /// Marks the commit that brought an earlier revision back; what it changed are the other events of the commit.
    @Alias("ProfileRestored")
    record ProfileRestored(ProfileId profile, long fromRevision, long toRevision) implements ProfileEvent {}

    /// The profile ends: its name is free again, its id is never used again, its history stays.
    @Alias("ProfileDeleted")
    record ProfileDeleted(
            ProfileId profile, ProfileName name, @Nullable String code, long lastRevision) implements ProfileEvent {}
}

package io.mandate.events.catalog;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TierName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the catalog says about one node.
///
/// @param kind MODULE has no parent; a SECTION or RESOURCE has a module or a section as its parent
/// @param label how people call it
/// @param navigable whether it may stand in a sidebar
/// @param supportedActions what can be done at all
/// @param actionRequires which actions an action needs beside it, for instance delete needs view
/// @param levels the names this resource gives to sets of actions, in the order people read them
/// @param recordBased whether a record scope makes sense here
/// @param instanceType what can be picked here, if anything
/// @param scopedBy another resource whose picked instances contain the records of this one
/// @param sensitiveFields fields that masking hides, with their class
/// @param relevantRoleTypes the role types this exists for; empty together with relevantRoles: for all
/// @param relevantRoles the roles this exists for
/// @param actionTier the licence tier an action needs
/// @param aliases other names under which services may ask about it, 1 to 64 characters each
public record NodeDefinition(
        Kind kind,
        @Nullable NodeKey parent,
        Label label,
        boolean navigable,
        ActionSet supportedActions,
        Map<ActionName, ActionSet> actionRequires,
        List<Level> levels,
        boolean recordBased,
        @Nullable InstanceType instanceType,
        @Nullable NodeKey scopedBy,
        Map<FieldName, FieldClass> sensitiveFields,
        Set<RoleTypeKey> relevantRoleTypes,
        Set<RoleKey> relevantRoles,
        Map<ActionName, TierName> actionTier,
        Set<String> aliases) {

    /// What a node is.
    public enum Kind {
        MODULE,
        SECTION,
        RESOURCE
    }

    /// A name for a set of actions on this node.
    ///
    /// @param scopes the records that single actions reach at most where this level was chosen; an action
    ///     that is not named reaches all
    public record Level(LevelName name, ActionSet actions, Map<ActionName, ScopeExpression> scopes) {
        public Level {
            scopes = Sorted.map(scopes);
        }

        /// A level whose actions reach all records.
        public Level(LevelName name, ActionSet actions) {
            this(name, actions, Map.of());
        }
    }

    public NodeDefinition {
        actionRequires = Sorted.map(actionRequires);
        levels = List.copyOf(levels);
        sensitiveFields = Sorted.map(sensitiveFields);
        relevantRoleTypes = Sorted.set(relevantRoleTypes);
        relevantRoles = Sorted.set(relevantRoles);
        actionTier = Sorted.map(actionTier);
        aliases = Sorted.set(aliases);
    }
}

package io.mandate.query.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What a profile says of everything in the catalog: the same for who may only look as for who may edit.
///
/// @param nodes in the catalog's order, parents before their children, retired ones too
/// @param settings in the catalog's order, retired ones too
public record ProfileTree(List<Node> nodes, List<Setting> settings) {

    /// One node. What is absent was not said.
    ///
    /// @param retired no longer in use; what the profile says is kept
    /// @param permitted what users of the profile may do here, as far as the profile decides
    /// @param applies by role: whether this exists for users of the role; a value that does not is kept
    @JsonInclude(Include.NON_NULL)
    public record Node(
            NodeKey key,
            NodeDefinition.@Nullable Kind kind,
            @Nullable NodeKey parent,
            @Nullable Label label,
            boolean retired,
            Enabled enablement,
            Actions actions,
            Scope scope,
            Sidebar navigation,
            @Nullable Picked instances,
            ActionSet permitted,
            Map<RoleKey, Boolean> applies) {}

    /// @param explicit UNSET, ENABLED or DISABLED, said at this very node
    /// @param disabledBy the node on the way here that is disabled, and so cuts this off
    /// @param enabledBy the nearest node on the way here that brings this into use
    @JsonInclude(Include.NON_NULL)
    public record Enabled(
            Enablement explicit,
            @Nullable NodeKey disabledBy,
            @Nullable NodeKey enabledBy) {}

    /// @param explicit the node's own actions; absent: it inherits
    /// @param level the level they were chosen by
    /// @param conditions the condition an action is under, by action
    /// @param levelScopes the records that the level limits an action to, by action
    /// @param inherited what applies, or would apply, without actions of its own
    /// @param inheritedFrom the node that says so; absent: the profile's default actions
    @JsonInclude(Include.NON_NULL)
    public record Actions(
            @Nullable ActionSet explicit,
            @Nullable LevelName level,
            @Nullable Map<ActionName, String> conditions,
            @Nullable Map<ActionName, ScopeExpression> levelScopes,
            ActionSet inherited,
            @Nullable NodeKey inheritedFrom) {}

    /// @param explicit for all actions without one of their own
    /// @param byAction of single actions
    /// @param inherited for all actions without one of their own, from the nearest node above that
    /// says one
    /// @param inheritedByAction of single actions, from above; these go before `explicit`, too
    @JsonInclude(Include.NON_NULL)
    public record Scope(
            @Nullable ScopeExpression explicit,
            @Nullable Map<ActionName, ScopeExpression> byAction,
            @Nullable ScopeExpression inherited,
            @Nullable NodeKey inheritedFrom,
            @Nullable Map<ActionName, FromAbove> inheritedByAction) {}

    /// A record scope that a node above says.
    public record FromAbove(ScopeExpression scope, NodeKey node) {}

    /// @param explicit UNSET, SHOWN or HIDDEN, said at this very node
    @JsonInclude(Include.NON_NULL)
    public record Sidebar(
            Navigation explicit,
            @Nullable Navigation inherited,
            @Nullable NodeKey inheritedFrom) {}

    /// @param type what can be picked here
    public record Picked(InstanceType type, InstanceMode mode, SortedSet<RecordId> picked) {}

    /// One setting.
    ///
    /// @param explicit what the profile says; absent: nothing
    /// @param outdated whether the catalog allows that no more; it is kept, and applies again when
    /// allowed again
    /// @param initial what the catalog says, and what applies where the profile says nothing, or what is
    /// outdated
    @JsonInclude(Include.NON_NULL)
    public record Setting(
            SettingKey key,
            @Nullable NodeKey module,
            @Nullable Label label,
            boolean retired,
            @Nullable SettingValue explicit,
            boolean outdated,
            @Nullable SettingValue initial,
            Map<RoleKey, Boolean> applies) {}
}

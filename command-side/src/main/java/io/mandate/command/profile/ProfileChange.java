package io.mandate.command.profile;

import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// One change of a profile: a command of its own, and what a [SaveProfile] is made of. A change to what is already so
/// succeeds without an event.
public sealed interface ProfileChange extends ProfileCommand {

    /// A change of what the profile says about one catalog node.
    sealed interface OfNode extends ProfileChange {
        NodeKey node();
    }

    /// @param name as typed; it is trimmed and its inner spaces are collapsed
    record RenameProfile(ProfileTarget target, @Nullable String name) implements ProfileChange {}

    /// @param description at most 1000 characters; null or blank: none
    record DescribeProfile(ProfileTarget target, @Nullable String description) implements ProfileChange {}

    /// @param code 1 to 64 characters of `A-Za-z0-9._-`; null: none
    record ChangeCode(ProfileTarget target, @Nullable String code) implements ProfileChange {}

    /// @param roleType null: for users of every type
    record ChangeRoleType(ProfileTarget target, @Nullable RoleTypeKey roleType) implements ProfileChange {}

    /// @param role the role of its users that have none of their own; null: none
    record ChangeAssociatedRole(
            ProfileTarget target, @Nullable RoleKey role) implements ProfileChange {}

    /// @param actions what every enabled node allows that says nothing itself; each clips it to what it supports
    /// @param permissionType how people call these actions, at most 64 characters; display only
    record ChangeDefaultPermission(
            ProfileTarget target,
            ActionSet actions,
            @Nullable String permissionType) implements ProfileChange {}

    record SetMasking(ProfileTarget target, boolean masked) implements ProfileChange {}

    /// Puts the node in use with everything below it; on a module that is "full access".
    record EnableNode(ProfileTarget target, NodeKey node) implements OfNode {}

    /// Takes the node out of use with everything below it, whatever those say.
    record DisableNode(ProfileTarget target, NodeKey node) implements OfNode {}

    /// The profile says nothing about the use of the node any more.
    record ResetNode(ProfileTarget target, NodeKey node) implements OfNode {}

    /// The node has its own actions from now on: those of a level, or those given. Exactly one of the two.
    ///
    /// @param level a name the catalog gives to a set of actions on this node; resolved now, not later
    /// @param actions the actions themselves; an empty set is "none" and stops inheritance
    record OverridePermission(
            ProfileTarget target,
            NodeKey node,
            @Nullable LevelName level,
            @Nullable ActionSet actions) implements OfNode {}

    /// The node inherits again.
    record ClearOverride(ProfileTarget target, NodeKey node) implements OfNode {}

    /// @param action for this action alone; null: for all that have no scope of their own
    record SetRecordScope(
            ProfileTarget target, NodeKey node, @Nullable ActionName action, ScopeExpression scope) implements OfNode {}

    /// @param action the scope of this action alone; null: the one for all
    record ClearRecordScope(
            ProfileTarget target, NodeKey node, @Nullable ActionName action) implements OfNode {}

    record SetNavigation(ProfileTarget target, NodeKey node, Navigation navigation) implements OfNode {}

    /// Picks instances, the left and right lists of an editor.
    ///
    /// @param instanceType what the sender believes can be picked at the node; null: not said
    /// @param mode ALL or SELECTED from now on, or UNSET for no pick; null: SELECTED if anything
    /// is added, else as it is
    /// @param only exactly these from now on, instead of `add` and `remove`; null: not said
    /// @param add registered records of the node
    /// @param remove what is picked no longer; what was not picked is passed over
    record SelectInstances(
            ProfileTarget target,
            NodeKey node,
            @Nullable InstanceType instanceType,
            @Nullable InstanceMode mode,
            @Nullable SortedSet<RecordId> only,
            SortedSet<RecordId> add,
            SortedSet<RecordId> remove)
            implements OfNode {}

    /// @param value as in JSON: Boolean, Number, String, List or Map; the catalog says which form the setting takes
    record SetSetting(ProfileTarget target, SettingKey setting, Object value) implements ProfileChange {}

    /// The catalog's initial value applies again.
    record ClearSetting(ProfileTarget target, SettingKey setting) implements ProfileChange {}
}

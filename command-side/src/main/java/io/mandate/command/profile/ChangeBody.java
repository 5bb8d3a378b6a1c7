package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.required;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mandate.events.problem.RejectedException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One element of `changes`: the name of a command as its `kind`, and that command's fields.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChangeBody.RenameProfile.class, name = "RenameProfile"),
    @JsonSubTypes.Type(value = ChangeBody.DescribeProfile.class, name = "DescribeProfile"),
    @JsonSubTypes.Type(value = ChangeBody.ChangeCode.class, name = "ChangeCode"),
    @JsonSubTypes.Type(value = ChangeBody.ChangeRoleType.class, name = "ChangeRoleType"),
    @JsonSubTypes.Type(value = ChangeBody.ChangeAssociatedRole.class, name = "ChangeAssociatedRole"),
    @JsonSubTypes.Type(value = ChangeBody.ChangeDefaultPermission.class, name = "ChangeDefaultPermission"),
    @JsonSubTypes.Type(value = ChangeBody.SetMasking.class, name = "SetMasking"),
    @JsonSubTypes.Type(value = ChangeBody.EnableNode.class, name = "EnableNode"),
    @JsonSubTypes.Type(value = ChangeBody.DisableNode.class, name = "DisableNode"),
    @JsonSubTypes.Type(value = ChangeBody.ResetNode.class, name = "ResetNode"),
    @JsonSubTypes.Type(value = ChangeBody.OverridePermission.class, name = "OverridePermission"),
    @JsonSubTypes.Type(value = ChangeBody.ClearOverride.class, name = "ClearOverride"),
    @JsonSubTypes.Type(value = ChangeBody.SetRecordScope.class, name = "SetRecordScope"),
    @JsonSubTypes.Type(value = ChangeBody.ClearRecordScope.class, name = "ClearRecordScope"),
    @JsonSubTypes.Type(value = ChangeBody.SetNavigation.class, name = "SetNavigation"),
    @JsonSubTypes.Type(value = ChangeBody.SelectInstances.class, name = "SelectInstances"),
    @JsonSubTypes.Type(value = ChangeBody.SetSetting.class, name = "SetSetting"),
    @JsonSubTypes.Type(value = ChangeBody.ClearSetting.class, name = "ClearSetting")
})
sealed interface ChangeBody {

    /// The command this asks for; refused with `FIELD_REQUIRED` if a field is missing that it cannot do without.
    ProfileChange of(ProfileTarget target);

    /// The commands of a whole list; a refusal says which element it is about.
    static List<ProfileChange> all(ProfileTarget target, @Nullable List<@Nullable ChangeBody> bodies) {
        List<ProfileChange> changes = new ArrayList<>();
        for (ChangeBody body : bodies == null ? List.<@Nullable ChangeBody>of() : bodies) {
            try {
                changes.add(given(body, "changes").of(target));
            } catch (RejectedException refused) {
                throw ProfileDraft.at(changes.size(), refused);
            }
        }
        return changes;
    }

    /// The value of a field that must be there.
    static <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw required(field);
        }
        return value;
    }

    record RenameProfile(@Nullable String name) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.RenameProfile(target, name);
        }
    }

    record DescribeProfile(@Nullable String description) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.DescribeProfile(target, description);
        }
    }

    record ChangeCode(@Nullable String code) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ChangeCode(target, code);
        }
    }

    record ChangeRoleType(@Nullable RoleTypeKey roleType) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ChangeRoleType(target, roleType);
        }
    }

    record ChangeAssociatedRole(@Nullable RoleKey associatedRole) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ChangeAssociatedRole(target, associatedRole);
        }
    }

    record ChangeDefaultPermission(
            @Nullable ActionSet defaultActions, @Nullable String permissionType) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ChangeDefaultPermission(
                    target, given(defaultActions, "defaultActions"), permissionType);
        }
    }

    record SetMasking(@Nullable Boolean maskSensitiveData) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.SetMasking(target, given(maskSensitiveData, "maskSensitiveData"));
        }
    }

    record EnableNode(@Nullable NodeKey node) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.EnableNode(target, given(node, "node"));
        }
    }

    record DisableNode(@Nullable NodeKey node) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.DisableNode(target, given(node, "node"));
        }
    }

    record ResetNode(@Nullable NodeKey node) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ResetNode(target, given(node, "node"));
        }
    }

    record OverridePermission(
            @Nullable NodeKey node,
            @Nullable LevelName level,
            @Nullable ActionSet actions) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.OverridePermission(target, given(node, "node"), level, actions);
        }
    }

    record ClearOverride(@Nullable NodeKey node) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ClearOverride(target, given(node, "node"));
        }
    }

    record SetRecordScope(
            @Nullable NodeKey node,
            @Nullable ActionName action,
            @Nullable ScopeExpression scope) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.SetRecordScope(target, given(node, "node"), action, given(scope, "scope"));
        }
    }

    record ClearRecordScope(
            @Nullable NodeKey node, @Nullable ActionName action) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ClearRecordScope(target, given(node, "node"), action);
        }
    }

    record SetNavigation(@Nullable NodeKey node, @Nullable Navigation navigation) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.SetNavigation(target, given(node, "node"), given(navigation, "navigation"));
        }
    }

    record SelectInstances(
            @Nullable NodeKey node,
            @Nullable InstanceType instanceType,
            @Nullable InstanceMode mode,
            @Nullable SortedSet<RecordId> ids,
            @Nullable SortedSet<RecordId> add,
            @Nullable SortedSet<RecordId> remove)
            implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.SelectInstances(
                    target, given(node, "node"), instanceType, mode, ids, orNone(add), orNone(remove));
        }

        private static SortedSet<RecordId> orNone(@Nullable SortedSet<RecordId> records) {
            return records == null ? new TreeSet<>() : records;
        }
    }

    record SetSetting(
            @Nullable SettingKey setting, @Nullable Object value) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.SetSetting(target, given(setting, "setting"), given(value, "value"));
        }
    }

    record ClearSetting(@Nullable SettingKey setting) implements ChangeBody {
        @Override
        public ProfileChange of(ProfileTarget target) {
            return new ProfileChange.ClearSetting(target, given(setting, "setting"));
        }
    }
}

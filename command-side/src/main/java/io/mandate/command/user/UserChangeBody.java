package io.mandate.command.user;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mandate.command.request.Fields;
import io.mandate.command.user.ChangeRole.ProfileChoice;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// One element of a preview's `changes`: the name of a command as its `kind`, and that command's fields.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = UserChangeBody.Assign.class, name = "AssignUser"),
    @JsonSubTypes.Type(value = UserChangeBody.Unassign.class, name = "UnassignUser"),
    @JsonSubTypes.Type(value = UserChangeBody.Role.class, name = "ChangeRole"),
    @JsonSubTypes.Type(value = UserChangeBody.Suspend.class, name = "SuspendUser"),
    @JsonSubTypes.Type(value = UserChangeBody.Enable.class, name = "EnableUser"),
    @JsonSubTypes.Type(value = UserChangeBody.Activate.class, name = "ActivateUser"),
    @JsonSubTypes.Type(value = UserChangeBody.Perimeter.class, name = "AssignPerimeter")
})
sealed interface UserChangeBody {
    UserCommand of(TenantId tenant, UserId user);

    record Assign(@Nullable ProfileId profile) implements UserChangeBody {
        @Override
        public UserCommand of(TenantId tenant, UserId user) {
            return new AssignUser(tenant, user, Fields.required("profile", profile));
        }
    }

    record Unassign() implements UserChangeBody {
        @Override
        public UserCommand of(TenantId tenant, UserId user) {
            return new UnassignUser(tenant, user);
        }
    }

    /// @param role null: none of its own
    /// @param profile the profile from now on; null: the one it has
    record Role(@Nullable RoleKey role, @Nullable ProfileId profile) implements UserChangeBody {
        @Override
        public UserCommand of(TenantId tenant, UserId user) {
            return new ChangeRole(tenant, user, role, profile == null ? null : new ProfileChoice(profile));
        }
    }

    record Suspend() implements UserChangeBody {
        @Override
        public UserCommand of(TenantId tenant, UserId user) {
            return new SuspendUser(tenant, user);
        }
    }

    record Enable() implements UserChangeBody {
        @Override
        public UserCommand of(TenantId tenant, UserId user) {
            return new EnableUser(tenant, user);
        }
    }

    record Activate() implements UserChangeBody {
        @Override
        public UserCommand of(TenantId tenant, UserId user) {
            return new ActivateUser(tenant, user);
        }
    }

    /// @param perimeter null: none any more
    record Perimeter(@Nullable ScopeExpression perimeter) implements UserChangeBody {
        @Override
        public UserCommand of(TenantId tenant, UserId user) {
            return new AssignPerimeter(tenant, user, perimeter);
        }
    }
}

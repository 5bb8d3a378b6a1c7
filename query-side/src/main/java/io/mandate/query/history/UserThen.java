package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.access.AccessView;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.permission.Escalation;
import io.mandate.access.permission.Permission;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.Position;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.query.user.ActorView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one user could do at a moment, and through what.
///
/// @param role the explicit one; absent: that of the profile
/// @param superuser whether the role type let the user do everything
/// @param profile at the revision of that moment; absent: none
/// @param perimeter what everything the user could do was limited by
/// @param permissions in the catalog's order; none for a user who was not active
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserThen(
        ActorView user,
        UserStatus status,
        @Nullable RoleKey role,
        boolean superuser,
        AccessTime.@Nullable ProfileThen profile,
        @Nullable ScopeExpression perimeter,
        List<PermissionThen> permissions,
        Position position) {
    public UserThen {
        permissions = List.copyOf(permissions);
    }

    /// @param scope the records it reached; absent: all of them
    /// @param maskedFields the fields that were hidden
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PermissionThen(
            NodeKey node, ActionName action, @Nullable ScopeExpression scope, List<String> maskedFields) {
        public PermissionThen {
            maskedFields = List.copyOf(maskedFields);
        }

        static PermissionThen of(Permission permission) {
            return new PermissionThen(
                    permission.node(),
                    permission.action(),
                    permission.decision().conditional() ? permission.decision().scope() : null,
                    permission.decision().maskedFields().stream()
                            .map(FieldName::value)
                            .toList());
        }
    }

    static UserThen of(AccessView view, Subject subject, ActorView user, Position position) {
        Profile profile = subject.profile() == null ? null : view.profile(subject.profile());
        return new UserThen(
                user,
                subject.status(),
                subject.role(),
                Escalation.superuser(view.catalog(), subject),
                profile == null
                        ? null
                        : new AccessTime.ProfileThen(
                                profile.id(), profile.name().value(), profile.revision()),
                subject.perimeter(),
                EffectivePermissions.of(view, subject.id())
                        .map(EffectivePermissions::permissions)
                        .orElse(List.of())
                        .stream()
                        .map(PermissionThen::of)
                        .toList(),
                position);
    }
}

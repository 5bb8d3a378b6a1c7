package io.mandate.command.user;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// A scope that is AND-ed to everything the user may do.
///
/// @param perimeter null: none any more
public record AssignPerimeter(
        TenantId tenant, UserId user, @Nullable ScopeExpression perimeter) implements UserCommand {
    @Override
    public ActionName action() {
        return UserRights.ASSIGN;
    }
}

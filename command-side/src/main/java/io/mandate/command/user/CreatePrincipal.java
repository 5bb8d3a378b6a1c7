package io.mandate.command.user;

import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// A service or a page begins, active at once.
///
/// @param sort SERVICE or PAGE
/// @param label what people call it, 1 to 200 characters
/// @param role its own role; null: that of its profile, or none: then it may do nothing by itself
/// @param creator who creates it; null: an operator or Mandate itself
public record CreatePrincipal(
        TenantId tenant,
        UserId user,
        PrincipalKind sort,
        PersonalText label,
        @Nullable RoleKey role,
        @Nullable ProfileId profile,
        @Nullable UserId creator)
        implements UserCommand, Creation {

    public CreatePrincipal {
        if (sort == PrincipalKind.USER) {
            throw new IllegalArgumentException("persons begin with CreateUser");
        }
    }

    @Override
    public ActionName action() {
        return UserRights.CREATE;
    }
}

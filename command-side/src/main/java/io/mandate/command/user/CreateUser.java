package io.mandate.command.user;

import io.mandate.events.user.Identity;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A person becomes a user, invited until activated.
///
/// @param user the id, chosen by the caller or generated; never used before
/// @param role its own role; null: that of the profile, which must then have one
/// @param profile its profile; needed, possible or forbidden by the role type
/// @param identity who it is at an identity provider; null: kept here only
/// @param attributes as the catalog declares them
/// @param creator who creates it, for scopes over users; null: an operator or Mandate itself
public record CreateUser(
        TenantId tenant,
        UserId user,
        PersonalText username,
        @Nullable PersonalText firstName,
        @Nullable PersonalText lastName,
        @Nullable PersonalText email,
        @Nullable RoleKey role,
        @Nullable ProfileId profile,
        @Nullable Identity identity,
        Map<AttributeKey, PersonalText> attributes,
        @Nullable UserId creator)
        implements UserCommand, Creation {

    public CreateUser {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    @Override
    public ActionName action() {
        return UserRights.CREATE;
    }
}

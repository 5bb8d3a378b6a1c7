package io.mandate.command.user;

import io.mandate.command.gate.TenantCommand;
import io.mandate.command.request.Fields;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of `POST /v1/users`.
///
/// @param id chosen by the caller; null: generated
/// @param perimeter given in the same commit, likewise the manager
/// @param active true: activated in the same commit, without an invitation
record CreateUserBody(
        @Nullable UserId id,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable RoleKey role,
        @Nullable ProfileId profile,
        @Nullable IdentityBody identity,
        @Nullable Map<AttributeKey, @Nullable String> attributes,
        @Nullable ScopeExpression perimeter,
        @Nullable UserId manager,
        @Nullable Boolean active,
        @Nullable String reason) {

    /// What this asks for: the user first, then what it begins with.
    ///
    /// @param fresh the id if the body has none
    List<TenantCommand> commands(TenantId tenant, UserId fresh, @Nullable UserId creator) {
        UserId user = id == null ? fresh : id;
        List<TenantCommand> commands = new ArrayList<>();
        commands.add(new CreateUser(
                tenant,
                user,
                PersonalText.of(Fields.required("username", username)),
                personal(firstName),
                personal(lastName),
                personal(email),
                role,
                profile,
                identity == null ? null : identity.identity("identity."),
                given(attributes),
                creator));
        if (perimeter != null) {
            commands.add(new AssignPerimeter(tenant, user, perimeter));
        }
        if (manager != null) {
            commands.add(new AssignManager(tenant, user, manager));
        }
        if (Boolean.TRUE.equals(active)) {
            commands.add(new ActivateUser(tenant, user));
        }
        return commands;
    }

    private static @Nullable PersonalText personal(@Nullable String text) {
        return text == null ? null : PersonalText.of(text);
    }

    private static Map<AttributeKey, PersonalText> given(@Nullable Map<AttributeKey, @Nullable String> attributes) {
        Map<AttributeKey, PersonalText> given = new HashMap<>();
        if (attributes != null) {
            attributes.forEach((key, value) -> {
                if (value != null) {
                    given.put(key, PersonalText.of(value));
                }
            });
        }
        return given;
    }
}

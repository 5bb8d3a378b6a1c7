package io.mandate.command.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mandate.command.request.Fields;
import io.mandate.command.user.ChangeRole.ProfileChoice;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /v1/users/{id}/role`. `role` must be there and may be null: none of its own.
/// `profile` may be absent (it stays), null (none) or a profile.
final class RoleBody {
    private boolean named;
    private @Nullable RoleKey role;
    private @Nullable ProfileChoice profile;
    private @Nullable String reason;

    @JsonProperty
    void setRole(@Nullable RoleKey wanted) {
        named = true;
        role = wanted;
    }

    @JsonProperty
    void setProfile(@Nullable ProfileId wanted) {
        profile = new ProfileChoice(wanted);
    }

    @JsonProperty
    void setReason(@Nullable String text) {
        reason = text;
    }

    @Nullable
    String reason() {
        return reason;
    }

    ChangeRole command(TenantId tenant, UserId user) {
        Fields.required("role", named ? this : null);
        return new ChangeRole(tenant, user, role, profile);
    }

    /// Its members, as the description shows them.
    record RoleFields(
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            @Nullable String reason) {}
}

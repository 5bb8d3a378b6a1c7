package io.mandate.command.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.request.Fields;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of `PATCH /v1/users/{id}`, a merge patch (RFC 7396): what is absent stays, what is null goes. Setters tell
/// the two apart.
final class PatchUserBody {
    private final Map<Detail, @Nullable PersonalText> details = new EnumMap<>(Detail.class);
    private final Map<AttributeKey, @Nullable PersonalText> attributes = new HashMap<>();
    private @Nullable PersonalText username;
    private @Nullable String reason;

    @JsonProperty
    void setFirstName(@Nullable String text) {
        put(Detail.FIRST_NAME, text);
    }

    @JsonProperty
    void setLastName(@Nullable String text) {
        put(Detail.LAST_NAME, text);
    }

    @JsonProperty
    void setEmail(@Nullable String text) {
        put(Detail.EMAIL, text);
    }

    @JsonProperty
    void setLabel(@Nullable String text) {
        put(Detail.LABEL, text);
    }

    @JsonProperty
    void setUsername(@Nullable String text) {
        username = PersonalText.of(Fields.required("username", text));
    }

    @JsonProperty
    void setAttributes(@Nullable Map<AttributeKey, @Nullable String> changed) {
        Fields.required("attributes", changed)
                .forEach((key, value) -> attributes.put(key, value == null ? null : PersonalText.of(value)));
    }

    @JsonProperty
    void setReason(@Nullable String text) {
        reason = text;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /// What this asks for. Only the first is bound to the revision: the second would meet the first one's own.
    List<TenantCommand> commands(TenantId tenant, UserId user, long seen) {
        List<TenantCommand> commands = new ArrayList<>();
        if (username != null) {
            commands.add(new ChangeUsername(tenant, user, username, seen));
        }
        if (username == null || !details.isEmpty() || !attributes.isEmpty()) {
            commands.add(new ChangeDetails(tenant, user, details, attributes, commands.isEmpty() ? seen : null));
        }
        return commands;
    }

    private void put(Detail detail, @Nullable String text) {
        details.put(detail, text == null ? null : PersonalText.of(text));
    }

    /// Its members, as the description shows them.
    record PatchUserFields(
            @Nullable String username,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String label,
            @Nullable Map<AttributeKey, @Nullable String> attributes,
            @Nullable String reason) {}
}

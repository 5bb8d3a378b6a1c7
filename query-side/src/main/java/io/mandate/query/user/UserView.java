package io.mandate.query.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.mandate.query.projection.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A principal as administrators see it.
///
/// @param name what people call it: first and last name, or the label; for erased persons `erased
/// user <id>`
/// @param role its own role; null: that of its profile
/// @param effectiveRole the role that counts
/// @param roleType the type of the role that counts
/// @param attributes its decisive attributes, by name
/// @param personalAttributes its personal attributes, by name
/// @param perimeter a scope expression that is AND-ed to everything it may do
/// @param acknowledgements what it acknowledged last, by type: the version, and when
/// @param revision the position of the last event about it; what `If-Match` is compared with
@JsonInclude(Include.NON_NULL)
public record UserView(
        String id,
        String kind,
        @Nullable String name,
        @JsonRawValue @Nullable String label,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        String status,
        @Nullable String role,
        @Nullable String effectiveRole,
        @Nullable String roleType,
        @Nullable Ref profile,
        @Nullable Ref creator,
        @Nullable Ref assignee,
        @Nullable LinkedIdentity identity,
        @JsonRawValue String attributes,
        @JsonRawValue @Nullable String personalAttributes,
        @JsonRawValue @Nullable String perimeter,
        @JsonRawValue String acknowledgements,
        long revision,
        Instant createdAt,
        Instant changedAt,
        ActorView changedBy) {

    /// Something with an id and, where it is known, a name.
    @JsonInclude(Include.NON_NULL)
    public record Ref(String id, @Nullable String name) {
        static @Nullable Ref of(@Nullable String id, @Nullable String name) {
            return id == null ? null : new Ref(id, name);
        }
    }

    /// Who it is elsewhere.
    @JsonInclude(Include.NON_NULL)
    public record LinkedIdentity(String provider, @Nullable String subject) {}

    static @Nullable String raw(@Nullable Json json) {
        return json == null ? null : json.text();
    }
}

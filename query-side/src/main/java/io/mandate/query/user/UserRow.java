package io.mandate.query.user;

import io.mandate.events.RecordedEvent;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.AttributeKey;
import io.mandate.query.projection.Json;
import io.mandate.query.projection.Table;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A principal without its personal data: a person, a service or a page. A deleted one keeps its
/// row, for its status and for who deleted it.
///
/// @param label what a service or a page is called, as text or by language
/// @param activated whether it is active as soon as it is not suspended
/// @param provider the identity provider it is linked to
/// @param acknowledgements what was acknowledged last, by type: `version` and `at`
/// @param revision the position of the last event about it, which `If-Match` is compared with
record UserRow(
        String tenant,
        String principal,
        String kind,
        @Nullable Json label,
        String status,
        boolean activated,
        @Nullable String role,
        @Nullable String profile,
        @Nullable String creator,
        @Nullable String assignee,
        @Nullable String provider,
        Json attributes,
        @Nullable Json perimeter,
        Json acknowledgements,
        long revision,
        Instant createdAt,
        Instant changedAt,
        String changedByKind,
        String changedBy) {
    static final Table<UserRow> TABLE = Table.of("principal", UserRow.class, 2)
            .indexed("(tenant, profile, principal) WHERE profile IS NOT NULL AND status <> 'DELETED'");

    static UserRow of(UserCreated event, RecordedEvent recorded) {
        return new UserRow(
                recorded.tenant().value(),
                event.user().value(),
                event.kind().name(),
                event.label() == null ? null : Json.of(event.label()),
                "INVITED",
                false,
                event.role() == null ? null : event.role().value(),
                null,
                event.creator() == null ? null : event.creator().value(),
                null,
                event.identity() == null ? null : event.identity().provider(),
                Json.of(event.attributes()),
                null,
                Json.of(Map.of()),
                recorded.seq(),
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.metadata().actor().kind().name(),
                recorded.metadata().actor().id().value());
    }

    /// The same principal, with this as the last that happened to it.
    UserRow changed(RecordedEvent recorded) {
        return last(
                acknowledgements,
                recorded.seq(),
                recorded.recordedAt(),
                recorded.metadata().actor().kind().name(),
                recorded.metadata().actor().id().value());
    }

    /// A suspended principal stays suspended, and is active once enabled.
    UserRow withActivation() {
        return in(status.equals("SUSPENDED") ? status : "ACTIVE", true);
    }

    UserRow suspended() {
        return in("SUSPENDED", activated);
    }

    UserRow enabled() {
        return in(activated ? "ACTIVE" : "INVITED", activated);
    }

    UserRow deleted() {
        return in("DELETED", false);
    }

    private UserRow in(String standing, boolean active) {
        return with(label, standing, active, role, profile, assignee, provider, attributes, perimeter);
    }

    UserRow inRole(@Nullable String changed) {
        return with(label, status, activated, changed, profile, assignee, provider, attributes, perimeter);
    }

    UserRow assigned(@Nullable String changed) {
        return with(label, status, activated, role, changed, assignee, provider, attributes, perimeter);
    }

    UserRow caredForBy(@Nullable String changed) {
        return with(label, status, activated, role, profile, changed, provider, attributes, perimeter);
    }

    UserRow linkedTo(@Nullable String changed) {
        return with(label, status, activated, role, profile, assignee, changed, attributes, perimeter);
    }

    UserRow within(@Nullable Json changed) {
        return with(label, status, activated, role, profile, assignee, provider, attributes, changed);
    }

    UserRow labelled(Json changed) {
        return with(changed, status, activated, role, profile, assignee, provider, attributes, perimeter);
    }

    /// @param value null: it has none any more
    UserRow attributed(AttributeKey attribute, @Nullable String value) {
        @SuppressWarnings("unchecked") // it was written from a map of texts
        Map<String, String> changed = new TreeMap<>((Map<String, String>) attributes.as(Map.class));
        if (value == null) {
            changed.remove(attribute.value());
        } else {
            changed.put(attribute.value(), value);
        }
        return with(label, status, activated, role, profile, assignee, provider, Json.of(changed), perimeter);
    }

    /// What is acknowledged again counts from then on.
    UserRow acknowledged(String type, String version, Instant at) {
        @SuppressWarnings("unchecked") // it was written from a map by type
        Map<String, Object> changed = new TreeMap<>((Map<String, Object>) acknowledgements.as(Map.class));
        changed.put(type, Map.of("version", version, "at", at.toString()));
        return last(Json.of(changed), revision, changedAt, changedByKind, changedBy);
    }

    private UserRow last(Json agreed, long position, Instant at, String byKind, String by) {
        return new UserRow(
                tenant,
                principal,
                kind,
                label,
                status,
                activated,
                role,
                profile,
                creator,
                assignee,
                provider,
                attributes,
                perimeter,
                agreed,
                position,
                createdAt,
                at,
                byKind,
                by);
    }

    private UserRow with(
            @Nullable Json called,
            String standing,
            boolean active,
            @Nullable String inRole,
            @Nullable String ofProfile,
            @Nullable String by,
            @Nullable String elsewhere,
            Json facts,
            @Nullable Json bounds) {
        return new UserRow(
                tenant,
                principal,
                kind,
                called,
                standing,
                active,
                inRole,
                ofProfile,
                creator,
                by,
                elsewhere,
                facts,
                bounds,
                acknowledgements,
                revision,
                createdAt,
                changedAt,
                changedByKind,
                changedBy);
    }
}

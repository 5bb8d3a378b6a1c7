package io.mandate.command.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.github.f4b6a3.uuid.UuidCreator;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.gate.Writes;
import io.mandate.command.tenant.Registration.FirstAdministrator;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// `POST /v1/tenants`, for operators. The answer shows the secret of the first administrator's token, this once.
@RestController
class TenantController {
    private final TenantRegistration registration;
    private final StrictJson json;

    TenantController(TenantRegistration registration, StrictJson json) {
        this.registration = registration;
        this.json = json;
    }

    /// @param zone such as `Europe/Stockholm`; left out: UTC
    /// @param label left out: the id
    /// @param catalog the name of a shipped catalog, or a document; left out: the administration alone
    record TenantBody(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            TenantId id,

            @Nullable String zone,
            @Nullable Label label,
            @Nullable JsonNode catalog,
            @Nullable FirstAdministratorBody firstAdministrator,
            @Nullable String reason) {}

    /// @param id left out: a new one
    /// @param role left out: the one the catalog names
    record FirstAdministratorBody(
            @Nullable UserId id,
            @Nullable String username,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable RoleKey role,
            @Nullable Map<AttributeKey, String> attributes) {}

    @Described(summary = "Register a tenant", body = TenantBody.class, answer = TenantRegistered.class, status = 201)
    @PostMapping("/v1/tenants")
    ResponseEntity<Map<String, Object>> register(Caller caller, RequestFacts facts, @RequestBody byte[] bytes) {
        TenantBody body = json.read(bytes, TenantBody.class);
        Registered registered =
                registration.register(Writes.request(caller, facts.withReason(body.reason()), bytes), of(body));
        ResponseEntity<Map<String, Object>> answer = Writes.created(registered.outcome(), "/v1/tenants");
        Map<String, Object> members = Objects.requireNonNull(answer.getBody());
        members.put("administrator", registered.administrator().value());
        members.put("token", registered.token().value());
        if (registered.secret() != null) {
            members.put("secret", registered.secret());
        }
        return answer;
    }

    private static Registration of(TenantBody body) {
        return new Registration(
                body.id(),
                zone(body.zone()),
                body.label() == null ? Label.of(body.id().value()) : body.label(),
                catalog(body.catalog()),
                first(required("firstAdministrator", body.firstAdministrator())));
    }

    private static FirstAdministrator first(FirstAdministratorBody first) {
        Map<AttributeKey, PersonalText> attributes = new TreeMap<>();
        if (first.attributes() != null) {
            first.attributes().forEach((key, value) -> attributes.put(key, PersonalText.of(value)));
        }
        return new FirstAdministrator(
                first.id() == null
                        ? new UserId(UuidCreator.getTimeOrderedEpoch().toString())
                        : first.id(),
                PersonalText.of(required("firstAdministrator.username", first.username())),
                personal(first.firstName()),
                personal(first.lastName()),
                personal(first.email()),
                first.role(),
                attributes);
    }

    private static CatalogDocument catalog(@Nullable JsonNode catalog) {
        if (catalog == null || catalog.isNull()) {
            return CatalogReader.shipped(CatalogReader.BARE);
        }
        return catalog.isString() ? CatalogReader.shipped(catalog.asString()) : CatalogReader.tree(catalog);
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new InvalidValueException("zone", "must be a time zone such as Europe/Stockholm");
        }
    }

    private static @Nullable PersonalText personal(@Nullable String text) {
        return text == null ? null : PersonalText.of(text);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", field));
        }
        return value;
    }
}

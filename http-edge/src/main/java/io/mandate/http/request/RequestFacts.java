package io.mandate.http.request;

import io.mandate.events.values.PersonalText;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// What a request says about itself, beside its body; a controller takes it as a parameter.
///
/// @param operation method and path, such as `PUT /v1/profiles/p1`
/// @param query what followed on the path, as it was sent; empty if nothing did
/// @param ip the address it came from
/// @param userAgent what the client calls itself, at most 400 characters
/// @param correlationId the caller's `X-Request-ID` if it is 1 to 128 visible ASCII characters, else a new one
/// @param reason from `Mandate-Reason` (percent-encoded UTF-8, at most 1000 characters)
/// @param idempotencyKey from `Idempotency-Key` (1 to 128 visible ASCII characters)
/// @param ifMatch from `If-Match`, as it was sent: see [Revisions]
public record RequestFacts(
        String operation,
        String query,
        PersonalText ip,
        PersonalText userAgent,
        String correlationId,
        @Nullable PersonalText reason,
        @Nullable String idempotencyKey,
        @Nullable String ifMatch) {

    /// What a request says about itself; refused with [io.mandate.events.values.InvalidValueException]
    /// where a header cannot be understood.
    public static RequestFacts of(HttpServletRequest request) {
        return RequestFactsResolver.facts(request);
    }

    /// The same facts with the reason that the body gave, which wins over the header.
    public RequestFacts withReason(@Nullable String fromBody) {
        return fromBody == null
                ? this
                : new RequestFacts(
                        operation,
                        query,
                        ip,
                        userAgent,
                        correlationId,
                        RequestFactsResolver.reason(fromBody),
                        idempotencyKey,
                        ifMatch);
    }
}

package io.mandate.command.gate;

import io.mandate.events.EventMetadata;
import io.mandate.events.values.PersonalText;
import io.mandate.http.request.SeenRevision;
import io.mandate.live.identity.Caller;
import org.jspecify.annotations.Nullable;

/// Everything about a change but the commands themselves: who, from where, why, and how to
/// recognise a retry.
///
/// @param operation method and path, such as `POST /v1/profiles`; with actor and key it names the
/// change
/// @param query what followed on the path, empty if nothing did: a retry must bring the same
/// @param body the bytes as received: likewise
/// @param idempotencyKey 1 to 128 visible ASCII characters; null: every request is a new change
/// @param reason why, in the caller's words
/// @param ip null where no request came from anywhere, as with jobs and start-up
/// @param userAgent likewise
/// @param correlationId the request (its trace), 1 to 128 characters
/// @param source by which way it came
/// @param seen the revision that the caller has seen of what is changed; null: whatever it is
@SuppressWarnings("ArrayRecordComponent") // request bytes, read once and never compared
public record ChangeRequest(
        Caller caller,
        String operation,
        String query,
        byte[] body,
        @Nullable String idempotencyKey,
        @Nullable PersonalText reason,
        @Nullable PersonalText ip,
        @Nullable PersonalText userAgent,
        String correlationId,
        EventMetadata.Source source,
        @Nullable SeenRevision seen) {

    /// A change that no query belongs to, whatever was seen.
    public ChangeRequest(
            Caller caller,
            String operation,
            byte[] body,
            @Nullable String idempotencyKey,
            @Nullable PersonalText reason,
            @Nullable PersonalText ip,
            @Nullable PersonalText userAgent,
            String correlationId,
            EventMetadata.Source source) {
        this(caller, operation, "", body, idempotencyKey, reason, ip, userAgent, correlationId, source, null);
    }

    /// The same change of something else, of which nothing was seen.
    public ChangeRequest unseen() {
        return new ChangeRequest(
                caller, operation, query, body, idempotencyKey, reason, ip, userAgent, correlationId, source, null);
    }

    /// The same change as a part of one that is remembered elsewhere.
    public ChangeRequest unremembered() {
        return new ChangeRequest(
                caller, operation, query, body, null, reason, ip, userAgent, correlationId, source, seen);
    }
}

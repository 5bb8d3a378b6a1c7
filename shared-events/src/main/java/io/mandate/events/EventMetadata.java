package io.mandate.events;

import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// Who did it, on whose behalf, from where and why; recorded beside every event.
///
/// @param actor who acted; never absent
/// @param onBehalfOf the user the actor was logged in as
/// @param source by which way the change came
/// @param changeSet one save is one change set
/// @param correlationId the request (its trace) that caused it, 1 to 128 characters
/// @param causationId the command or event that directly caused it, 1 to 128 characters
/// @param actorProfile the actor's own profile at that moment
/// @param actorProfileRevision the revision of that profile
/// @param ip the address the request came from; sealed under the actor's key
/// @param userAgent what the client called itself; sealed under the actor's key
/// @param reason why, in the actor's words, at most 1000 characters; sealed under the change set's key
public record EventMetadata(
        Actor actor,
        @Nullable UserId onBehalfOf,
        Source source,
        ChangeSetId changeSet,
        String correlationId,
        @Nullable String causationId,
        @Nullable ProfileId actorProfile,
        @Nullable Long actorProfileRevision,
        @Nullable PersonalText ip,
        @Nullable PersonalText userAgent,
        @Nullable PersonalText reason) {
    /// By which way a change came.
    public enum Source {
        UI,
        API,
        IMPORT,
        IDP,
        SYSTEM
    }
}

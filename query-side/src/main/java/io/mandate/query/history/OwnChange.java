package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.ProfileId;
import io.mandate.query.user.ActorView;
import org.jspecify.annotations.Nullable;

/// Something that somebody changed about himself.
///
/// @param user who it was
/// @param as whether he acted himself, or somebody who was logged in as him
/// @param profile the profile he had when he changed it; absent: it was his own user that he changed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnChange(ActorView user, As as, @Nullable ProfileId profile, PastEvent event) {
    /// In which part of a change somebody is.
    public enum As {
        /// He made it.
        ACTOR,
        /// It was made on his behalf; the event tells by whom.
        ON_BEHALF_OF
    }
}

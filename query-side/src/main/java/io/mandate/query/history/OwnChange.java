package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.ProfileId;
import io.mandate.query.user.ActorView;
import org.jspecify.annotations.Nullable;

/// Something that somebody changed about himself.
///
/// @param user who it was
/// @param profile the profile he had when he changed it; absent: it was his own user that he changed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnChange(ActorView user, @Nullable ProfileId profile, PastEvent event) {}

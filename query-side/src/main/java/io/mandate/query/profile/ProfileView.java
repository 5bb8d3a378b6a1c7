package io.mandate.query.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mandate.events.values.ActionSet;

/// One profile: what the list says of it, and what it says of everything in the catalog.
///
/// @param defaultActions what applies where neither a node nor those above it have actions of their own
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileView(
        @JsonUnwrapped ProfileListItem profile,
        ActionSet defaultActions,
        @JsonUnwrapped ProfileTree tree) {}

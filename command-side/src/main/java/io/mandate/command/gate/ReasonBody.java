package io.mandate.command.gate;

import org.jspecify.annotations.Nullable;

/// The body of a change of which method and path say everything else; it may be left out.
///
/// @param reason why, 1 to 1000 characters; null: none is given, or `Mandate-Reason` gives it
public record ReasonBody(@Nullable String reason) {}

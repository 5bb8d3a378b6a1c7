package io.mandate.server.description;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457), as the description shows it.
///
/// @param type a stable name of the kind, `urn:mandate:problem:...`
/// @param code of a refusal by a rule, with its parameters
record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String code,
        @Nullable Map<String, Object> parameters) {}

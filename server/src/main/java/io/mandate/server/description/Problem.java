package io.mandate.server.description;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457), as the description shows it.
///
/// @param type a stable name of the kind, `urn:mandate:problem:...`
/// @param code of the kind, too: of a rule that refuses, or the end of `type` in capitals
/// @param parameters the facts that `detail` is made of, by name
record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        Map<String, Object> parameters) {}

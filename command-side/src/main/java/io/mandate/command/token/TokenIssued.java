package io.mandate.command.token;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to `POST /v1/tokens`.
///
/// @param secret shown this once; absent in a repeated answer
record TokenIssued(
        String id,
        long revision,
        String position,
        List<Map<String, Object>> warnings,
        @Nullable String secret) {}

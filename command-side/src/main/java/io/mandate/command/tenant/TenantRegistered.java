package io.mandate.command.tenant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to `POST /v1/tenants`.
///
/// @param administrator the first one
/// @param token of the first administrator
/// @param secret of that token, shown this once; absent in a repeated answer
record TenantRegistered(
        String id,
        long revision,
        String position,
        List<Map<String, Object>> warnings,
        String administrator,
        String token,
        @Nullable String secret) {}

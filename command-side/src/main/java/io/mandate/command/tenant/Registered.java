package io.mandate.command.tenant;

import io.mandate.command.gate.Outcome;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;

/// A tenant that has begun.
///
/// @param administrator its first administrator, active
/// @param token the administrator's token
/// @param secret the token's secret, shown this once; null: this is the answer to a retry
public record Registered(
        Outcome outcome,
        UserId administrator,
        TokenId token,
        @Nullable String secret) {}

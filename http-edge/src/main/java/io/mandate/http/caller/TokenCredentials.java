package io.mandate.http.caller;

import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Callers;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Mandate's own tokens as bearer credentials.
@Component
final class TokenCredentials implements BearerCredentials {
    private final Callers callers;
    private final UsedCredentials used;

    TokenCredentials(Callers callers, UsedCredentials used) {
        this.callers = callers;
        this.used = used;
    }

    /// Whoever is suspended is nobody; that he tried is noted, because somebody may ask.
    @Override
    public Optional<Caller> caller(String bearer) {
        Optional<Caller> caller = callers.byToken(bearer);
        if (caller.isEmpty()) {
            callers.suspendedByToken(bearer).ifPresent(used::tried);
        }
        return caller;
    }
}

package io.mandate.http.caller;

import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Callers;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Mandate's own tokens as bearer credentials.
@Component
final class TokenCredentials implements BearerCredentials {
    private final Callers callers;

    TokenCredentials(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Optional<Caller> caller(String bearer) {
        return callers.byToken(bearer);
    }
}

package io.mandate.http.caller;

import io.mandate.live.identity.Caller;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/// Offers the caller as a controller parameter.
public final class CallerParameters {
    private CallerParameters() {}

    public static HandlerMethodArgumentResolver resolver() {
        return new CallerResolver();
    }

    /// The caller of the request of this thread; refused with [UnauthenticatedException] where there is
    /// none.
    public static Caller current() {
        return known().orElseThrow(UnauthenticatedException::new);
    }

    /// The caller of the request of this thread, if there is one.
    public static Optional<Caller> known() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return Optional.of(caller);
        }
        return Optional.empty();
    }
}

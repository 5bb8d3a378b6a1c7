package io.mandate.http.caller;

import io.mandate.live.identity.Caller;
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
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new UnauthenticatedException();
    }
}

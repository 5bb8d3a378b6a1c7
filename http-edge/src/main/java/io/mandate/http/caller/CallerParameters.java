package io.mandate.http.caller;

import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/// Offers the caller as a controller parameter.
public final class CallerParameters {
    private CallerParameters() {}

    public static HandlerMethodArgumentResolver resolver() {
        return new CallerResolver();
    }
}

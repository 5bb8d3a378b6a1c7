package io.mandate.http.request;

import java.util.List;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/// Offers [RequestFacts] and [MinPosition] as controller parameters.
public final class RequestParameters {
    private RequestParameters() {}

    public static List<HandlerMethodArgumentResolver> resolvers() {
        return List.of(new RequestFactsResolver(), new MinPositionResolver());
    }
}

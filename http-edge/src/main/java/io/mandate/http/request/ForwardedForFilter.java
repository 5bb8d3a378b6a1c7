package io.mandate.http.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes the address of a request from `X-Forwarded-For` where it came through `mandate.trusted-proxies`, so that the
/// trail names the person's address and not the proxy's. Nothing else that a proxy says is believed.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedForFilter extends OncePerRequestFilter {
    private static final String HEADER = "X-Forwarded-For";

    private final TrustedProxies proxies;

    /// @param settings bound, for they may have the networks as one text or as a list
    ForwardedForFilter(Environment settings) {
        this.proxies = new TrustedProxies(Binder.get(settings)
                .bind("mandate.trusted-proxies", Bindable.listOf(String.class))
                .orElseGet(List::of));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return proxies.none() || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = proxies.origin(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
        chain.doFilter(new From(request, origin), response);
    }

    private static final class From extends HttpServletRequestWrapper {
        private final String origin;

        From(HttpServletRequest request, String origin) {
            super(request);
            this.origin = origin;
        }

        @Override
        public String getRemoteAddr() {
            return origin;
        }

        @Override
        public String getRemoteHost() {
            return origin;
        }
    }
}

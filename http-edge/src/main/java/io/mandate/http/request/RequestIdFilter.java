package io.mandate.http.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every answer the `X-Request-ID` of its request, refusals too: whoever sends one finds his request again by it
/// (AuthZEN 1.0 demands it of decisions). One that is too long or not printable is left out and harms nothing.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
public class RequestIdFilter extends OncePerRequestFilter {
    /// The header, on both ways.
    static final String HEADER = "X-Request-ID";

    private static final int LONGEST = 1_000;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = request.getHeader(HEADER);
        if (printable(id)) {
            response.setHeader(HEADER, id);
        }
        chain.doFilter(request, response);
    }

    private static boolean printable(@Nullable String id) {
        return id != null && id.length() <= LONGEST && id.chars().allMatch(c -> c >= 32 && c < 127);
    }
}

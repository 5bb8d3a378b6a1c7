package io.mandate.query.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Breaks the connection of an export that failed after its first byte. An exception that reaches the
/// server itself does that; one that a controller throws would be turned into more bytes and a clean
/// end, and the file would look whole.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class BrokenExports extends OncePerRequestFilter {
    private static final String BROKEN = BrokenExports.class.getName();

    BrokenExports() {}

    /// After the first byte: what was written so far is not all.
    public static void mark(HttpServletRequest request) {
        request.setAttribute(BROKEN, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(BROKEN) != null) {
            throw new IOException("an export broke off after its first byte");
        }
    }
}

package io.mandate.http.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Refuses bodies of which nobody can say what they are, and forms: the framework would take a form apart into
/// parameters before any controller sees its bytes. It stands behind the look at the credential.
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
public class ContentTypeFilter extends OncePerRequestFilter {
    private final HandlerExceptionResolver problems;

    ContentTypeFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type == null || type.isBlank() || readable(type)) {
            chain.doFilter(request, response);
            return;
        }
        problems.resolveException(request, response, null, refusal(request.getRequestURI()));
    }

    private static boolean readable(String type) {
        try {
            MediaType given = MediaType.parseMediaType(type);
            return given.isConcrete()
                    && !given.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)
                    && !given.getType().equals("multipart");
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /// AuthZEN 1.0 wants a 400 where HTTP alone would say 415.
    private static Exception refusal(String path) {
        return path.startsWith("/access/")
                ? new ResponseStatusException(HttpStatus.BAD_REQUEST, "Send Content-Type: application/json.")
                : new HttpMediaTypeNotSupportedException("no form", List.of(MediaType.APPLICATION_JSON));
    }
}

package io.mandate.http.request;

import io.mandate.events.values.InvalidValueException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Refuses parameters that no text of ours could equal: control characters, U+0000 among them, which
/// the database cannot even compare with, and halves of characters. It stands behind
/// [ContentTypeFilter], so that no form is read here.
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 9)
public class ParameterTextFilter extends OncePerRequestFilter {
    private static final String RULE = "must not contain control characters or unpaired surrogates";

    private final HandlerExceptionResolver problems;

    ParameterTextFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        InvalidValueException refusal = request.getQueryString() == null ? null : refusal(request.getParameterMap());
        if (refusal == null) {
            chain.doFilter(request, response);
            return;
        }
        problems.resolveException(request, response, null, refusal);
    }

    private static @Nullable InvalidValueException refusal(Map<String, String[]> parameters) {
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            if (!plain(parameter.getKey())) {
                return new InvalidValueException("the name of a parameter", RULE);
            }
            for (String value : parameter.getValue()) {
                if (!plain(value)) {
                    return new InvalidValueException(parameter.getKey(), RULE);
                }
            }
        }
        return null;
    }

    private static boolean plain(String text) {
        return text.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}

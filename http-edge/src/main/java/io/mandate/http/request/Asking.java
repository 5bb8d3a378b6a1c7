package io.mandate.http.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/// Requests that change nothing, by their method.
final class Asking {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private Asking() {}

    static boolean is(HttpServletRequest request) {
        return METHODS.contains(request.getMethod());
    }
}

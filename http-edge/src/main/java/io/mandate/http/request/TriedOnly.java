package io.mandate.http.request;

import io.mandate.events.values.InvalidValueException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

/// Whether a change is only to be tried: by a path that ends with `/preview`, or by the parameter `preview`. That is
/// `true` or `false`, once, and nothing else: a change that was meant as a preview cannot be called back.
public final class TriedOnly {
    private static final String PARAMETER = "preview";

    private TriedOnly() {}

    /// Whether a request that found its handler is a preview. By the declared path: in one that was sent, the last
    /// part may be the name of a node.
    ///
    /// @throws InvalidValueException if the parameter is neither `true` nor `false`
    public static boolean in(HttpServletRequest request) {
        boolean wished = wished(request);
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return wished || String.valueOf(pattern).endsWith("/" + PARAMETER);
    }

    private static boolean wished(HttpServletRequest request) {
        String[] values = request.getParameterValues(PARAMETER);
        if (values == null) {
            return false;
        }
        if (values.length == 1 && (values[0].equals("true") || values[0].equals("false"))) {
            return values[0].equals("true");
        }
        throw new InvalidValueException(PARAMETER, "must be true or false, once");
    }
}

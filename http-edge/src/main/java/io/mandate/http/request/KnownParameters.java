package io.mandate.http.request;

import io.mandate.events.values.InvalidValueException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses query parameters that a handler does not take, one that is given twice where it takes one, and a `preview`
/// that says neither yes nor no. Nobody may be answered about another moment, or about more, than he asked about, and
/// no preview may be carried out, because a name or a value was misspelt; and of two values none counts: joined
/// they can be the name of a third thing.
public final class KnownParameters implements HandlerInterceptor {
    /// Below these paths.
    public static final List<String> PATHS = List.of("/v1/**");

    private static final int LONGEST = 64;

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && !request.getParameterMap().isEmpty()) {
            Map<String, Boolean> known = known(method);
            request.getParameterMap().forEach((given, values) -> check(known, given, values));
            boolean _ = TriedOnly.in(request);
        }
        return true;
    }

    private static void check(Map<String, Boolean> known, String given, String[] values) {
        Boolean several = known.get(given);
        if (several == null) {
            throw new InvalidValueException(
                    shortened(given), "is no parameter of this request; " + told(known.keySet()));
        }
        if (values.length > 1 && !several) {
            throw new InvalidValueException(given, "must be given once");
        }
    }

    /// By name, and whether it may be given more than once.
    private Map<String, Boolean> known(HandlerMethod method) {
        Map<String, Boolean> known = new TreeMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                parameter.initParameterNameDiscovery(names);
                known.put(
                        asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name(),
                        Collection.class.isAssignableFrom(parameter.getParameterType()));
            }
        }
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        if (mapping != null) {
            // What a handler is chosen by, such as "preview=true" and "preview!=true".
            Arrays.stream(mapping.params())
                    .map(chosen -> chosen.replaceFirst("^!|!?=.*$", ""))
                    .forEach(name -> known.putIfAbsent(name, false));
        }
        return known;
    }

    private static String told(Set<String> known) {
        return known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "..";
    }
}

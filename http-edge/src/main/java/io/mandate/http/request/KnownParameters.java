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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses query parameters that a handler does not take, one that is given twice where it takes one, a number that is
/// not written in decimal digits, one that says nothing where it chooses, and a `preview` that says neither yes nor no.
/// Nobody may be answered about another moment, or about more, than he asked about, and
/// no preview may be carried out, because a name or a value was misspelt; and of two values none counts: joined
/// they can be the name of a third thing.
public final class KnownParameters implements HandlerInterceptor {
    /// Below these paths.
    public static final List<String> PATHS = List.of("/v1/**");

    private static final int LONGEST = 64;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,19}");

    /// What a handler takes by one name.
    ///
    /// @param parameter null: it is chosen by it
    private record Takes(@Nullable MethodParameter parameter) {
        boolean several() {
            return parameter != null && Collection.class.isAssignableFrom(parameter.getParameterType());
        }

        /// Whether the framework would take it for something else: `0x10` and ` 1 0` for numbers, and nothing at all
        /// for a parameter that was not given.
        boolean misread(String value) {
            if (parameter == null) {
                return false;
            }
            Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(parameter.getParameterType());
            return Number.class.isAssignableFrom(type)
                    ? !WHOLE_NUMBER.matcher(value).matches()
                    : value.isEmpty() && (type == Boolean.class || type.isEnum());
        }
    }

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && !request.getParameterMap().isEmpty()) {
            Map<String, Takes> known = known(method);
            request.getParameterMap().forEach((given, values) -> check(known, given, values));
            boolean _ = TriedOnly.in(request);
        }
        return true;
    }

    private static void check(Map<String, Takes> known, String given, String[] values) {
        Takes taken = known.get(given);
        if (taken == null) {
            throw new InvalidValueException(
                    shortened(given), "is no parameter of this request; " + told(known.keySet()));
        }
        if (values.length > 1 && !taken.several()) {
            throw new InvalidValueException(given, "must be given once");
        }
        MethodParameter parameter = taken.parameter();
        if (parameter != null && taken.misread(values[0])) {
            throw new MethodArgumentTypeMismatchException(
                    values[0], parameter.getParameterType(), given, parameter, null);
        }
    }

    /// By name.
    private Map<String, Takes> known(HandlerMethod method) {
        Map<String, Takes> known = new TreeMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                parameter.initParameterNameDiscovery(names);
                known.put(
                        asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name(),
                        new Takes(parameter));
            }
        }
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        if (mapping != null) {
            // What a handler is chosen by, such as "preview=true" and "preview!=true".
            Arrays.stream(mapping.params())
                    .map(chosen -> chosen.replaceFirst("^!|!?=.*$", ""))
                    .forEach(name -> known.putIfAbsent(name, new Takes(null)));
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

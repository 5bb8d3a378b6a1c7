package io.mandate.acceptance;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// One thing the server can be asked, as its own table of mappings has it.
///
/// @param condition the parameter it takes to be meant, such as `record`; empty: none
record Endpoint(String method, String pattern, String condition) {
    private static final List<String> ORDER = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /// All of them, reads first and deletions last: by then everything was asked about.
    static List<Endpoint> of(ApplicationContext server) {
        return server.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(Endpoint::of)
                .distinct()
                .sorted(Comparator.comparingInt((Endpoint endpoint) -> ORDER.indexOf(endpoint.method))
                        .thenComparing(Endpoint::pattern)
                        .thenComparing(Endpoint::condition))
                .toList();
    }

    static Stream<Endpoint> of(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        String condition = info.getParamsCondition().getExpressions().stream()
                .filter(parameter -> !parameter.isNegated())
                .map(parameter -> parameter.getName())
                .findFirst()
                .orElse("");
        return info.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                        .stream().map(method -> new Endpoint(method.name(), pattern, condition)));
    }

    /// Whether it is asked for without a token: what tells how to ask, and whether the server lives.
    boolean open() {
        return Stream.of("/.well-known/", "/v3/api-docs", "/swagger-ui", "/actuator/health")
                        .anyMatch(pattern::startsWith)
                || pattern.equals("/v1/catalog/schema");
    }

    /// `GET /v1/records?record`
    @Override
    public String toString() {
        return method + " " + pattern + (condition.isEmpty() ? "" : "?" + condition);
    }
}

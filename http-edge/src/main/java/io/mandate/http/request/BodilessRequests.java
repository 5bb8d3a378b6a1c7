package io.mandate.http.request;

import io.mandate.http.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses the body of a change that takes none, unless it is an empty object: what is said there would be thrown away,
/// and whoever said it would believe that it was heard.
public final class BodilessRequests implements HandlerInterceptor {
    private final StrictJson json;

    public BodilessRequests(StrictJson json) {
        this.json = json;
    }

    private record Nothing() {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method && !request.getMethod().equals("GET") && !reads(method)) {
            byte[] body = request.getInputStream().readAllBytes();
            if (body.length > 0) {
                Nothing _ = json.read(body, Nothing.class);
            }
        }
        return true;
    }

    private static boolean reads(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(BodilessRequests::reads);
    }

    private static boolean reads(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class)
                || parameter.getParameterType() == HttpServletRequest.class;
    }
}

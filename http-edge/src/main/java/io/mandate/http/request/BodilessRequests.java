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
/// and whoever said it would believe that it was heard. What only asks is left alone: nobody reads its body. This is
/// before anybody knows who asks, so little is read.
public final class BodilessRequests implements HandlerInterceptor {
    /// Bytes, for an empty object and what white space somebody likes.
    private static final int MOST = 4_096;

    private final StrictJson json;

    public BodilessRequests(StrictJson json) {
        this.json = json;
    }

    private record Nothing() {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method && !Asking.is(request) && !reads(method)) {
            byte[] body = request.getInputStream().readNBytes(MOST + 1);
            if (body.length > MOST) {
                throw new BodyTooLargeException(MOST);
            }
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

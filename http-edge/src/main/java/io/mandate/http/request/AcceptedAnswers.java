package io.mandate.http.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a change whose answer, in JSON, the caller does not accept, before it is done. The framework looks at that
/// when the answer is written: then a user is gone, or the secret of a token, which is told once.
public final class AcceptedAnswers implements HandlerInterceptor {
    private final HeaderContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod method
                && !Asking.is(request)
                && inJson(method)
                && accepted.resolveMediaTypes(new ServletWebRequest(request)).stream()
                        .noneMatch(AcceptedAnswers::json)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    /// Who answers in another form says so, and is only chosen by those who accept it.
    private static boolean inJson(HandlerMethod method) {
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        return mapping == null || mapping.produces().length == 0;
    }

    private static boolean json(MediaType type) {
        return type.isCompatibleWith(MediaType.APPLICATION_JSON)
                || type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }
}

package io.mandate.http.problem;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;

/// Gives the problems of framework and server (404, 405, 406, 415, ..) a stable type, code and
/// parameters, too.
final class StandardProblems {
    private StandardProblems() {}

    /// What the framework made of a request that no handler took.
    static void describe(ProblemDetail problem, Exception failure) {
        Problems.named(problem, name(problem.getStatus()), parameters(failure));
    }

    /// What the server refused before the framework saw it.
    static ProblemDetail of(int status) {
        String detail = switch (name(status)) {
            case "not-permitted" -> "You may not see this.";
            case "not-found" -> "There is nothing at this address.";
            case "unavailable" -> "This cannot be answered now; ask again.";
            case "bad-request" -> "The request is not well formed, or its address is none that is served.";
            case "internal-error" -> "Something failed on our side.";
            default -> "The request cannot be answered as it was sent.";
        };
        return Problems.named(
                ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail), name(status), Map.of());
    }

    private static String name(int status) {
        return switch (status) {
            case 403 -> "not-permitted";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 408 -> "request-timeout";
            case 413 -> "body-too-large";
            case 414 -> "address-too-long";
            case 415 -> "unsupported-media-type";
            case 429 -> "too-many-requests";
            case 431 -> "headers-too-large";
            case 501, 505 -> "bad-request"; // a method, coding or version that no server of ours ever takes
            case 503 -> "unavailable";
            default -> status < 500 ? "bad-request" : "internal-error";
        };
    }

    private static Map<String, Object> parameters(Exception failure) {
        return switch (failure) {
            case MissingServletRequestParameterException missing -> Map.of("parameter", missing.getParameterName());
            case HttpRequestMethodNotSupportedException method -> {
                String[] allowed = method.getSupportedMethods();
                yield Map.of("method", method.getMethod(), "allowed", allowed == null ? List.of() : List.of(allowed));
            }
            default -> Map.of();
        };
    }
}

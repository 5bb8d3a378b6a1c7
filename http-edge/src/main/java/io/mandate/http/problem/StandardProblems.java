package io.mandate.http.problem;

import java.net.URI;
import org.springframework.http.ProblemDetail;

/// Gives the framework's own problems (404, 405, 406, 415, ..) a stable type, too.
final class StandardProblems {
    private StandardProblems() {}

    static void describe(ProblemDetail problem) {
        String name = switch (problem.getStatus()) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "body-too-large";
            case 415 -> "unsupported-media-type";
            default -> problem.getStatus() < 500 ? "bad-request" : "internal-error";
        };
        problem.setType(URI.create("urn:mandate:problem:" + name));
    }
}

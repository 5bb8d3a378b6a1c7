package io.mandate.http.problem;

import io.mandate.events.problem.Rejection;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// Builds problem documents. The `type` is a stable address for each kind of problem; `code` is its
/// short form, and `parameters` are the facts that the message is made of. All of them have all
/// three.
public final class Problems {
    private static final String PREFIX = "urn:mandate:problem:";

    private Problems() {}

    /// The document of a rejection: its parameters are members beside the standard ones.
    public static ProblemDetail of(Rejection rejection) {
        ProblemDetail problem = ProblemDetail.forStatus(rejection.code().status());
        problem.setType(URI.create(rejection.code().type()));
        problem.setTitle(rejection.code().title());
        problem.setDetail(rejection.message());
        problem.setProperty("code", rejection.code().name());
        problem.setProperty("parameters", rejection.parameters());
        return problem;
    }

    /// The document of a problem that is not a rule of the domain.
    ///
    /// @param name of the kind, such as `malformed-json`
    /// @param members its facts by name; they are members of the document, too
    public static ProblemDetail of(HttpStatus status, String name, String detail, Map<String, Object> members) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        members.forEach(problem::setProperty);
        return named(problem, name, members);
    }

    /// Says of which kind a problem is.
    static ProblemDetail named(ProblemDetail problem, String name, Map<String, Object> parameters) {
        problem.setType(URI.create(PREFIX + name));
        problem.setProperty("code", name.toUpperCase(Locale.ROOT).replace('-', '_'));
        problem.setProperty("parameters", parameters);
        return problem;
    }
}

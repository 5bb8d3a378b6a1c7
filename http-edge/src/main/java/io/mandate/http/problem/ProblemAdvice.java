package io.mandate.http.problem;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.values.InvalidValueException;
import io.mandate.http.caller.CallerParameters;
import io.mandate.http.caller.UnauthenticatedException;
import io.mandate.http.json.MalformedJsonException;
import io.mandate.http.request.BodyTooLargeException;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.TenantUnavailableException;
import io.mandate.live.Wording;
import io.mandate.store.ledger.LedgerFailedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns every exception that reaches the edge into a problem document. What is our own fault says nothing but the id
/// under which the log has it. Each names its media type, so that it is written whatever
/// `Accept` says.
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ObjectProvider<RejectionWitness> witnesses;
    private final Wording wording;

    /// @param witnesses of what is rejected; there may be none
    /// @param wording of what is said to whom
    public ProblemAdvice(ObjectProvider<RejectionWitness> witnesses, Wording wording) {
        this.witnesses = witnesses;
        this.wording = wording;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(RejectedException refusal, HttpServletRequest request) throws Exception {
        try {
            witnesses.stream().forEach(witness -> witness.rejected(request, refusal));
        } catch (RuntimeException e) {
            return failure(e);
        }
        return answer(Problems.of(said(refusal)));
    }

    /// What is settled was said by whoever settled it.
    private Rejection said(RejectedException refusal) {
        Rejection rejection = refusal.rejection();
        return refusal.settled()
                ? rejection
                : CallerParameters.known()
                        .map(caller -> wording.of(caller.tenant()).apply(rejection))
                        .orElse(rejection);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidValueException invalid) {
        return answer(invalidValue(invalid));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(MalformedJsonException malformed) {
        return answer(Problems.of(
                HttpStatus.BAD_REQUEST,
                "malformed-json",
                malformed.told() + ".",
                Map.of("pointer", malformed.pointer())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(BodyTooLargeException tooLarge) {
        return answer(Problems.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body is larger than " + tooLarge.limit() + " bytes.",
                Map.of("limit", tooLarge.limit())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(UnauthenticatedException nobody) {
        ProblemDetail problem = Problems.of(HttpStatus.UNAUTHORIZED, "unauthenticated", nobody.why(), Map.of());
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"mandate\"")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(TenantUnavailableException unavailable) {
        return unavailable(new UnavailableException(unavailable.why(), Map.of()));
    }

    /// What the ledger says is for operators: where it is.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(LedgerFailedException failure) {
        LOG.error("Nothing can be erased: {}", failure.getMessage());
        return unavailable(new UnavailableException(
                "What is erased cannot be put on record at present, so that nothing was erased or changed.", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(UnavailableException unavailable) {
        ProblemDetail problem =
                Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", unavailable.why(), unavailable.members());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> parameter(MethodArgumentTypeMismatchException mismatch) {
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValueException invalid) {
                return answer(invalidValue(invalid));
            }
        }
        return answer(Problems.of(
                HttpStatus.BAD_REQUEST,
                "invalid-parameter",
                "The parameter \"" + mismatch.getName() + "\" has the wrong form.",
                Map.of("parameter", mismatch.getName())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failure(Exception failure) throws Exception {
        if (failure instanceof ErrorResponseException) {
            throw failure;
        }
        String trace = UUID.randomUUID().toString();
        LOG.error("A request failed; its answer names it {}", trace, failure);
        return answer(Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Something failed on our side. Nothing that was not acknowledged was changed. Give " + trace
                        + " to whoever runs this server.",
                Map.of("trace", trace)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpHeaders told = new HttpHeaders(headers);
        told.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
            told.set(HttpHeaders.RETRY_AFTER, "1");
        }
        ResponseEntity<Object> answer = super.handleExceptionInternal(failure, body, told, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            StandardProblems.describe(problem, failure);
        }
        return answer;
    }

    private static ProblemDetail invalidValue(InvalidValueException invalid) {
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                invalid.type() + " " + invalid.rule() + ".",
                Map.of("value", invalid.type()));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}

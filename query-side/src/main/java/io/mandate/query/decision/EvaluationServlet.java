package io.mandate.query.decision;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// The door of the question that is asked most. It stands before the framework's own dispatching, which
/// costs more than reading, deciding and answering together; behind the same filters, and refusing in
/// the same form.
final class EvaluationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SingletonSupplier<SingleQuestions> questions;
    private final transient SingletonSupplier<HandlerExceptionResolver> problems;

    EvaluationServlet(
            SingletonSupplier<SingleQuestions> questions, SingletonSupplier<HandlerExceptionResolver> problems) {
        this.questions = questions;
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(context -> context.setPathPattern(SingleQuestions.PATH));
        if (request.getMethod().equals(HttpMethod.OPTIONS.name())) {
            super.service(request, response);
            return;
        }
        try {
            if (!request.getMethod().equals(HttpMethod.POST.name())) {
                throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of(HttpMethod.POST.name()));
            }
            questions.obtain().answer(request, response);
        } catch (RuntimeException | ServletException e) {
            if (problems.obtain().resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        questions.obtain().answer(request, response);
    }
}

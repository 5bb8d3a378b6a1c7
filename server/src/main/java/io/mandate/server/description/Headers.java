package io.mandate.server.description;

import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/// The headers that the edge reads for handlers.
final class Headers {
    private Headers() {}

    static void add(Operation operation, HandlerMethod handler, @Nullable Described described) {
        if (takes(handler, MinPosition.class)) {
            header(operation, MinPosition.HEADER, "Answers at this position or later; waits up to 2 s for it");
        }
        if (takes(handler, RequestFacts.class) && Refusals.changes(handler, described)) {
            header(operation, "Idempotency-Key", "The same key and body give the same answer for seven days");
            header(operation, "Mandate-Reason", "Why, as percent-encoded UTF-8; a reason in the body wins");
            if (!declared(operation, HttpHeaders.IF_MATCH)) {
                header(operation, HttpHeaders.IF_MATCH, "The revision seen; 409 if it is not the last of the thing");
            }
        }
    }

    static boolean declared(Operation operation, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> name.equals(parameter.getName()));
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static void header(Operation operation, String name, String meaning) {
        operation.addParametersItem(new HeaderParameter()
                .name(name)
                .description(meaning)
                .required(false)
                .schema(new StringSchema()));
    }
}

package io.mandate.server.description;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.http.HttpHeaders;

/// Answers that callers may keep: which copy it is, and that it is still good.
final class Copies {
    private Copies() {}

    /// Where the operation heeds `If-None-Match`.
    static void add(Operation operation) {
        if (!Headers.declared(operation, HttpHeaders.IF_NONE_MATCH)) {
            return;
        }
        ApiResponse unchanged = new ApiResponse().description("The copy that the caller has is still good");
        operation.getResponses().addApiResponse("304", tagged(unchanged));
        ApiResponse whole = operation.getResponses().get("200");
        if (whole != null) {
            tagged(whole);
        }
    }

    private static ApiResponse tagged(ApiResponse response) {
        return response.addHeaderObject(
                HttpHeaders.ETAG,
                new Header()
                        .description("Send it as If-None-Match the next time")
                        .schema(new StringSchema()));
    }
}

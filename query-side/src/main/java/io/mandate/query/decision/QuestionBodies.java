package io.mandate.query.decision;

import io.mandate.http.json.MalformedJsonException;
import io.mandate.http.json.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.JsonNode;

/// Bodies of the decision API: JSON objects and nothing else, refused in the standard's own form.
@Component
class QuestionBodies {
    private final StrictJson json;

    QuestionBodies(StrictJson json) {
        this.json = json;
    }

    /// Refused with [BadRequestException], naming the place.
    JsonNode read(@Nullable String type, byte @Nullable [] body) {
        if (!json(type)) {
            throw new BadRequestException("send Content-Type: application/json");
        }
        try {
            JsonNode request = json.readTree(body == null ? new byte[0] : body);
            if (!request.isObject()) {
                throw new BadRequestException("the body must be a JSON object");
            }
            return request;
        } catch (MalformedJsonException e) {
            throw new BadRequestException(e.told());
        }
    }

    private static boolean json(@Nullable String type) {
        if (MediaType.APPLICATION_JSON_VALUE.equals(type)) {
            return true;
        }
        try {
            return type != null && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MimeTypeUtils.parseMimeType(type));
        } catch (InvalidMimeTypeException _) {
            return false;
        }
    }
}

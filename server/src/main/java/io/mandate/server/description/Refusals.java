package io.mandate.server.description;

import io.mandate.http.description.Described;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/// With which statuses an operation can refuse, and what such an answer is.
final class Refusals {
    private Refusals() {}

    static void add(
            Operation operation,
            Components components,
            HandlerMethod handler,
            @Nullable Described described,
            boolean open) {
        Schema<?> problem = DescribedOperations.schema(Problem.class, components);
        statuses(handler, described, open).forEach((status, meaning) -> {
            Content content = DescribedOperations.content(MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem);
            if (status == 400 && described != null && described.refusal() != void.class) {
                Schema<?> own = DescribedOperations.schema(described.refusal(), components);
                content.addMediaType(
                        MediaType.APPLICATION_JSON_VALUE, new io.swagger.v3.oas.models.media.MediaType().schema(own));
            }
            operation
                    .getResponses()
                    .addApiResponse(
                            Integer.toString(status),
                            new ApiResponse().description(meaning).content(content));
        });
    }

    private static Map<Integer, String> statuses(HandlerMethod handler, @Nullable Described described, boolean open) {
        Map<Integer, String> statuses = new TreeMap<>();
        statuses.put(500, "A failure of ours; the problem names its trace");
        if (!open) {
            statuses.put(400, "Not understood; the problem names the place");
            statuses.put(401, "No valid token");
            statuses.put(403, "A right is missing; the problem names it and why");
            statuses.put(410, "Gone: a deleted user, or a tenant that was off-boarded");
            statuses.put(422, "A rule refuses it, or a position is unknown; the problem names which by its code");
            statuses.put(503, "Cannot be answered now; Retry-After says when to ask again");
        }
        if (Arrays.stream(handler.getMethodParameters()).anyMatch(p -> p.hasParameterAnnotation(PathVariable.class))) {
            statuses.put(404, "No such thing");
        }
        if (!open && changes(handler, described)) {
            // Its body may name what does not exist, such as the profile of a new user.
            statuses.put(404, "No such thing");
            statuses.put(409, "In conflict with what is there, or a stale revision");
            statuses.put(428, "If-Match is missing");
        }
        if (described != null
                && (described.body() != void.class || !described.bodyAt().isEmpty())) {
            statuses.put(413, "The body is too large");
        }
        if (described != null) {
            for (int status : described.refuses()) {
                statuses.putIfAbsent(
                        status,
                        switch (status) {
                            case 404 -> "Something that it names does not exist; the problem says what";
                            case 429 -> "Too many at once; the problem says of what";
                            default -> "Refused; the problem says why";
                        });
            }
        }
        return statuses;
    }

    /// Whether it changes something: questions are sent by POST, too, and have a refusal of their own.
    static boolean changes(HandlerMethod handler, @Nullable Described described) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        boolean question = described != null && described.refusal() != void.class;
        return !question && mapping != null && !Arrays.asList(mapping.method()).contains(RequestMethod.GET);
    }
}

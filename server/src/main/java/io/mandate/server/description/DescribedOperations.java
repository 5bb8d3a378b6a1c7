package io.mandate.server.description;

import io.mandate.http.description.Described;
import io.mandate.live.identity.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springdoc.core.utils.SpringDocAnnotationsUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// Completes each operation of the description by what its handler declares.
@Component
final class DescribedOperations implements GlobalOperationComponentsCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        return operation;
    }

    @Override
    public Operation customize(Operation operation, Components components, HandlerMethod handler) {
        Described described = handler.getMethodAnnotation(Described.class);
        if (described == null) {
            operation.setSummary(words(handler.getMethod().getName()));
        } else {
            operation.setSummary(described.summary());
            body(operation, components, described);
            answer(operation, components, described);
        }
        boolean open = Arrays.stream(handler.getMethodParameters())
                .noneMatch(parameter -> parameter.getParameterType() == Caller.class);
        if (open) {
            operation.setSecurity(List.of());
        }
        Refusals.add(operation, components, handler, described, open);
        Headers.add(operation, handler, described);
        Copies.add(operation);
        return operation;
    }

    /// Of a handler that declares nothing: its name, in words. Its return type says the rest.
    private static String words(String name) {
        String apart = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(apart.charAt(0)) + apart.substring(1);
    }

    private static void body(Operation operation, Components components, Described described) {
        Schema<?> schema = schema(described.body(), described.bodyAt(), components);
        operation.setRequestBody(
                schema == null ? null : new RequestBody().content(content(described.consumes(), schema)));
    }

    /// What the handler's return type says stays, unless something else is declared.
    private static void answer(Operation operation, Components components, Described described) {
        ApiResponse before = operation.getResponses().remove("200");
        ApiResponse response = before == null ? new ApiResponse() : before;
        Schema<?> schema = schema(described.answer(), described.answerAt(), components);
        if (schema != null) {
            response.content(content(described.produces(), schema));
        } else if (response.getContent() != null && response.getContent().size() == 1) {
            MediaType only = response.getContent().values().iterator().next();
            response.content(new Content().addMediaType(described.produces(), only));
        }
        for (String type : described.alsoAs()) {
            response.getContent()
                    .addMediaType(type, new MediaType().schema(new StringSchema().description("The same as text")));
        }
        for (int status : described.status()) {
            operation.getResponses().addApiResponse(Integer.toString(status), response.description("Done"));
        }
    }

    static Content content(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }

    private static @Nullable Schema<?> schema(Class<?> type, String at, Components components) {
        if (!at.isEmpty()) {
            return new ObjectSchema()
                    .description("A document by the JSON Schema at " + at)
                    .externalDocs(new ExternalDocumentation().url(at));
        }
        return type == void.class ? null : schema(type, components);
    }

    /// The schema of a record; the records in it become components.
    static Schema<?> schema(Class<?> type, Components components) {
        return SpringDocAnnotationsUtils.extractSchema(components, type, null, null, SpecVersion.V31);
    }
}

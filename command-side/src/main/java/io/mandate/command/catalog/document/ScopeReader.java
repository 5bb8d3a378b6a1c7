package io.mandate.command.catalog.document;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Reads the scope expressions of a document. Those that name records are not among them: a catalog knows none.
final class ScopeReader {
    private ScopeReader() {}

    static ScopeExpression read(JsonNode scope) {
        return switch (Json.text(scope, "kind")) {
            case "ALL" -> new ScopeExpression.All();
            case "CREATED_BY_ME" -> new ScopeExpression.CreatedByMe();
            case "ASSIGNED_TO_ME" -> new ScopeExpression.AssignedToMe();
            case "ATTRIBUTE" ->
                new ScopeExpression.Attribute(
                        new AttributeKey(Json.text(scope, "name")), new TreeSet<>(Json.texts(scope, "values")));
            case "ANY_OF" -> new ScopeExpression.AnyOf(parts(scope));
            case "ALL_OF" -> new ScopeExpression.AllOf(parts(scope));
            default -> throw new IllegalArgumentException("the schema knows no scope " + scope);
        };
    }

    private static List<ScopeExpression> parts(JsonNode scope) {
        List<ScopeExpression> parts = new ArrayList<>();
        scope.path("parts").forEach(part -> parts.add(read(part)));
        return parts;
    }
}

package io.mandate.command.user;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which scope expressions can be a perimeter: bounded ones, about what the catalog knows.
final class PerimeterFit {
    private static final int DEEPEST = 8;
    private static final int LARGEST = 1_000;
    private static final String OF_USER = "$user.";

    private PerimeterFit() {}

    static Optional<Rejection> refusal(Catalog catalog, ScopeExpression perimeter) {
        if (depth(perimeter) > DEEPEST || all(perimeter).count() > LARGEST) {
            return invalid("must nest at most " + DEEPEST + " deep and have at most " + LARGEST + " parts");
        }
        return all(perimeter).flatMap(part -> unknown(catalog, part).stream()).findFirst();
    }

    private static Optional<Rejection> unknown(Catalog catalog, ScopeExpression part) {
        return switch (part) {
            case ScopeExpression.Within(var type, var _) ->
                catalog.nodes().stream()
                                .anyMatch(node -> type.equals(node.definition().instanceType()))
                        ? Optional.empty()
                        : invalid("the catalog has no instance type \"" + type + "\"");
            case ScopeExpression.Attribute(var _, var values) ->
                values.stream()
                        .filter(value ->
                                value.startsWith(OF_USER) && !decisive(catalog, value.substring(OF_USER.length())))
                        .findFirst()
                        .flatMap(value -> invalid(value + " does not name a decisive attribute of users"));
            case ScopeExpression.All _,
                    ScopeExpression.CreatedByMe _,
                    ScopeExpression.AssignedToMe _,
                    ScopeExpression.Selected _,
                    ScopeExpression.AnyOf _,
                    ScopeExpression.AllOf _ -> Optional.empty();
        };
    }

    private static boolean decisive(Catalog catalog, String name) {
        return catalog.attributes().entrySet().stream()
                .anyMatch(each -> each.getKey().value().equals(name) && decisive(each.getValue()));
    }

    private static boolean decisive(Defined<AttributeDefinition> attribute) {
        return !attribute.retired() && attribute.definition().sensitivity() == Sensitivity.DECISIVE;
    }

    private static int depth(ScopeExpression scope) {
        return 1 + parts(scope).stream().mapToInt(PerimeterFit::depth).max().orElse(0);
    }

    private static Stream<ScopeExpression> all(ScopeExpression scope) {
        return Stream.concat(Stream.of(scope), parts(scope).stream().flatMap(PerimeterFit::all));
    }

    private static List<ScopeExpression> parts(ScopeExpression scope) {
        return switch (scope) {
            case ScopeExpression.AnyOf(var parts) -> parts;
            case ScopeExpression.AllOf(var parts) -> parts;
            case ScopeExpression.All _,
                    ScopeExpression.CreatedByMe _,
                    ScopeExpression.AssignedToMe _,
                    ScopeExpression.Selected _,
                    ScopeExpression.Within _,
                    ScopeExpression.Attribute _ -> List.of();
        };
    }

    private static Optional<Rejection> invalid(String rule) {
        return Optional.of(Rejection.of(RejectionCode.FIELD_INVALID, "field", "perimeter", "rule", rule));
    }
}

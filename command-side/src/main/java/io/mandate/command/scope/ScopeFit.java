package io.mandate.command.scope;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.ScopeExpression;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a scope expression can be said. Attributes of records are the calling product's own. Those of the user
/// (`$user.NAME`) and the types of containers are the catalog's.
public final class ScopeFit {
    private ScopeFit() {}

    /// Why not; empty: it can.
    ///
    /// @param field what it is the value of, for FIELD_INVALID
    public static Optional<Rejection> refusal(Catalog catalog, String field, ScopeExpression scope) {
        if (!ScopeBounds.within(scope)) {
            return Optional.of(invalid(field, ScopeBounds.rule()));
        }
        Stream<Rejection> unknown = ScopeBounds.types(scope).stream()
                .filter(type -> !known(catalog, type))
                .map(type -> invalid(field, "the catalog has no instance type \"" + type + "\""));
        return Stream.concat(
                        unknown,
                        ScopeBounds.userAttributes(scope).stream().flatMap(name -> unusable(catalog, name).stream()))
                .findFirst();
    }

    private static boolean known(Catalog catalog, InstanceType type) {
        return catalog.nodes().stream()
                .anyMatch(node -> type.equals(node.definition().instanceType()));
    }

    /// Only decisive attributes take part in decisions.
    private static Optional<Rejection> unusable(Catalog catalog, String name) {
        Defined<AttributeDefinition> attribute = attribute(name, catalog);
        if (attribute == null || attribute.retired()) {
            return Optional.of(Rejection.of(RejectionCode.ATTRIBUTE_UNKNOWN, "attribute", name));
        }
        return attribute.definition().sensitivity() == Sensitivity.DECISIVE
                ? Optional.empty()
                : Optional.of(Rejection.of(
                        RejectionCode.ATTRIBUTE_INVALID,
                        "attribute",
                        name,
                        "rule",
                        "is personal, and what is personal takes no part in decisions"));
    }

    private static @Nullable Defined<AttributeDefinition> attribute(String name, Catalog catalog) {
        try {
            return catalog.attributes().get(new AttributeKey(name));
        } catch (InvalidValueException notAName) {
            return null;
        }
    }

    private static Rejection invalid(String field, String rule) {
        return Rejection.of(RejectionCode.FIELD_INVALID, "field", field, "rule", rule);
    }
}

package io.mandate.command.user;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.Defined;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.RoleKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the catalog says about the attributes of users.
final class AttributeFit {
    private static final int LONGEST = 1_000;

    private AttributeFit() {}

    /// Why one of these attributes cannot be set.
    static Optional<Rejection> refusal(Catalog catalog, Map<AttributeKey, PersonalText> attributes) {
        return attributes.entrySet().stream()
                .flatMap(each -> refusal(catalog, each.getKey(), each.getValue()).stream())
                .findFirst();
    }

    private static Optional<Rejection> refusal(Catalog catalog, AttributeKey key, PersonalText value) {
        Defined<AttributeDefinition> defined = catalog.attributes().get(key);
        if (defined == null || defined.retired()) {
            return Optional.of(Rejection.of(RejectionCode.ATTRIBUTE_UNKNOWN, "attribute", key));
        }
        if (!Texts.fits(value.clear(), LONGEST)) {
            return invalid(key, "must be 1 to " + LONGEST + " characters without control characters");
        }
        var options = defined.definition().options();
        return options.isEmpty() || options.contains(value.clear())
                ? Optional.empty()
                : invalid(key, "must be one of " + String.join(", ", options));
    }

    /// Why a principal of this role cannot be left with these attributes only.
    static Optional<Rejection> missing(Catalog catalog, @Nullable RoleKey role, Set<AttributeKey> present) {
        Defined<RoleDefinition> defined = role == null ? null : catalog.roles().get(role);
        return defined == null
                ? Optional.empty()
                : defined.definition().requiredAttributes().stream()
                        .filter(required -> !present.contains(required))
                        .findFirst()
                        .map(key ->
                                Rejection.of(RejectionCode.FIELD_REQUIRED, "field", LivingFold.ATTRIBUTE_PREFIX + key));
    }

    /// Whether it is sealed under the user's key. What the catalog does not know is.
    static boolean personal(Catalog catalog, AttributeKey key) {
        Defined<AttributeDefinition> defined = catalog.attributes().get(key);
        return defined == null || defined.definition().sensitivity() == Sensitivity.PERSONAL;
    }

    private static Optional<Rejection> invalid(AttributeKey key, String rule) {
        return Optional.of(Rejection.of(RejectionCode.ATTRIBUTE_INVALID, "attribute", key, "rule", rule));
    }
}

package io.mandate.access.permission;

import io.mandate.access.decision.ProfileGrants.Given;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Subject;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What makes of something given what one user has of it. Many users are the same here.
///
/// @param attributes the decisive ones
/// @param perimeter null: none
record Receiver(
        Map<AttributeKey, String> attributes, @Nullable ScopeExpression perimeter) {
    static Receiver of(Subject subject) {
        return new Receiver(subject.attributes(), subject.perimeter());
    }

    /// For comparing what names nobody's own attributes.
    Receiver withoutAttributes() {
        return new Receiver(Map.of(), perimeter);
    }

    boolean namesAttributes() {
        return perimeter != null && OwnValues.named(perimeter);
    }

    Given of(Given given) {
        ScopeExpression within = perimeter == null ? given.scope() : Scopes.both(given.scope(), perimeter);
        return new Given(OwnValues.in(within, attributes), given.masked(), given.condition());
    }
}

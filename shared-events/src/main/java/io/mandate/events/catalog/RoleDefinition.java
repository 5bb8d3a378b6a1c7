package io.mandate.events.catalog;

import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.Set;

/// What the catalog says about one role.
///
/// @param roleType its type; only types carry rights
/// @param requiredAttributes what a user of this role must bring
/// @param assignableBy the roles whose users may give it; empty: all that may create users
public record RoleDefinition(
        Label label, RoleTypeKey roleType, Set<AttributeKey> requiredAttributes, Set<RoleKey> assignableBy) {

    public RoleDefinition {
        requiredAttributes = Sorted.set(requiredAttributes);
        assignableBy = Sorted.set(assignableBy);
    }
}

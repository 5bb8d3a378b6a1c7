package io.mandate.events.catalog;

import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the catalog says about one role.
///
/// @param roleType its type; only types carry rights
/// @param requiredAttributes what a user of this role must bring
/// @param assignableBy the roles whose users may give it; empty: all that may create users
/// @param identityPolicy where users of this role may be kept; null: what the role type says
public record RoleDefinition(
        Label label,
        RoleTypeKey roleType,
        Set<AttributeKey> requiredAttributes,
        Set<RoleKey> assignableBy,
        @Nullable IdentityPolicy identityPolicy) {

    public RoleDefinition {
        requiredAttributes = Sorted.set(requiredAttributes);
        assignableBy = Sorted.set(assignableBy);
    }

    /// A role whose users are kept where the role type says.
    public RoleDefinition(
            Label label, RoleTypeKey roleType, Set<AttributeKey> requiredAttributes, Set<RoleKey> assignableBy) {
        this(label, roleType, requiredAttributes, assignableBy, null);
    }

    /// Where users of this role may be kept: its own word, else that of its role type.
    public IdentityPolicy identityPolicy(RoleTypeDefinition type) {
        return identityPolicy != null ? identityPolicy : type.identityPolicy();
    }
}

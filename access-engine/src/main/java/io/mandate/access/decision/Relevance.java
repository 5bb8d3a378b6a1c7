package io.mandate.access.decision;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// For whom things of the catalog exist.
public final class Relevance {
    private Relevance() {}

    /// Whether something that names these role types and roles exists for a role. Naming none means: for all.
    public static boolean holds(
            Set<RoleTypeKey> roleTypes, Set<RoleKey> roles, @Nullable RoleKey role, @Nullable RoleTypeKey roleType) {
        return (roleTypes.isEmpty() && roles.isEmpty())
                || (role != null && roles.contains(role))
                || (roleType != null && roleTypes.contains(roleType));
    }

    /// Whether a node exists for some only.
    static boolean narrowed(NodeDefinition node) {
        return !node.relevantRoleTypes().isEmpty() || !node.relevantRoles().isEmpty();
    }

    /// The first node from the root that does not exist for a role; null if all of the path does.
    public static @Nullable CatalogNode missing(Catalog catalog, NodeKey key, @Nullable RoleKey role) {
        RoleTypeKey roleType = catalog.roleTypeOf(role);
        for (CatalogNode node : catalog.path(key)) {
            if (!holds(node.definition().relevantRoleTypes(), node.definition().relevantRoles(), role, roleType)) {
                return node;
            }
        }
        return null;
    }
}

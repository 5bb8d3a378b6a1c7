package io.mandate.command.catalog;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.gate.ExpectsRevision;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything that can be wished of a tenant's catalog. A key keeps its kind and its parent for ever;
/// what is already so succeeds without an event.
public sealed interface CatalogCommand extends ExpectsRevision {

    /// The node of the catalog that stands for the catalog itself.
    String ADMINISTRATION = "administration/catalog";

    @Override
    TenantId tenant();

    @Override
    @TargetAggregateIdentifier
    default String stream() {
        return StreamId.of(tenant(), StreamId.Kind.CATALOG);
    }

    @Override
    default RequiredRight right(AccessView head) {
        return RequiredRight.of(ADMINISTRATION, "edit");
    }

    /// Makes the catalog what the document says: one event for each difference; what the document leaves out is
    /// retired.
    ///
    /// @param expectedRevision the revision the sender has seen; null: whatever it is
    record ImportCatalog(
            TenantId tenant,
            CatalogDocument document,
            @Nullable Long expectedRevision) implements CatalogCommand {}

    /// Makes everything that some events touched what it was before them; what did not exist then is retired.
    ///
    /// @param before the catalog before those events
    /// @param undone events whose outcome still holds, in their order
    record UndoCatalog(TenantId tenant, Catalog before, List<CatalogEvent> undone) implements CatalogCommand {
        public UndoCatalog {
            undone = List.copyOf(undone);
        }

        @Override
        public @Nullable Long expectedRevision() {
            return null;
        }
    }

    /// Defines a node or describes it anew; a retired one comes back.
    record DefineNode(
            TenantId tenant,
            NodeKey node,
            NodeDefinition definition,
            @Nullable Long expectedRevision) implements CatalogCommand {}

    /// Takes a node out of use, with everything below it and, for a module, its settings.
    record RetireNode(
            TenantId tenant, NodeKey node, @Nullable Long expectedRevision) implements CatalogCommand {}

    /// Brings one node back as it was; what lies below it stays retired.
    record ReinstateNode(
            TenantId tenant, NodeKey node, @Nullable Long expectedRevision) implements CatalogCommand {}

    /// Defines a setting or describes it anew; a retired one comes back.
    record DefineSetting(
            TenantId tenant,
            SettingKey setting,
            SettingDefinition definition,
            @Nullable Long expectedRevision) implements CatalogCommand {}

    record RetireSetting(
            TenantId tenant, SettingKey setting, @Nullable Long expectedRevision) implements CatalogCommand {}

    /// Defines a role type or describes it anew; a retired one comes back.
    record DefineRoleType(
            TenantId tenant,
            RoleTypeKey roleType,
            RoleTypeDefinition definition,
            @Nullable Long expectedRevision) implements CatalogCommand {}

    /// Defines a role or describes it anew; a retired one comes back.
    record DefineRole(
            TenantId tenant,
            RoleKey role,
            RoleDefinition definition,
            @Nullable Long expectedRevision) implements CatalogCommand {}
}

package io.mandate.events.catalog;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TierName;
import org.jspecify.annotations.Nullable;

/// What happens to the catalog of a tenant. A retired key comes back only as the same kind of thing; profiles keep what
/// they say about it.
public sealed interface CatalogEvent extends DomainEvent {

    /// A whole catalog document was imported; the differences follow as events of the same commit.
    ///
    /// @param name the catalog's name, such as `commerce`
    /// @param version the version the document states
    /// @param checksum SHA-256 of the document's canonical form, 64 hexadecimal digits
    @Alias("CatalogImported")
    record CatalogImported(String name, String version, String checksum) implements CatalogEvent {}

    /// A node exists, or is described anew. Key, kind and parent never change.
    @Alias(value = "CatalogNodeDefined", revision = 2)
    record CatalogNodeDefined(
            NodeKey node,
            NodeDefinition definition,
            @Nullable NodeDefinition previous) implements CatalogEvent {}

    /// The node is no longer in use; decisions about it are denied.
    @Alias("CatalogNodeRetired")
    record CatalogNodeRetired(NodeKey node) implements CatalogEvent {}

    /// The node is back as it was.
    @Alias("CatalogNodeReinstated")
    record CatalogNodeReinstated(NodeKey node) implements CatalogEvent {}

    /// A setting exists, or is described anew; that reinstates a retired one.
    @Alias("SettingDefined")
    record SettingDefined(
            SettingKey setting,
            SettingDefinition definition,
            @Nullable SettingDefinition previous) implements CatalogEvent {}

    @Alias("SettingRetired")
    record SettingRetired(SettingKey setting) implements CatalogEvent {}

    /// A role type exists, or is described anew; that reinstates a retired one.
    @Alias("RoleTypeDefined")
    record RoleTypeDefined(
            RoleTypeKey roleType,
            RoleTypeDefinition definition,
            @Nullable RoleTypeDefinition previous) implements CatalogEvent {}

    /// No longer offered to new users and profiles; those who have it keep it.
    @Alias("RoleTypeRetired")
    record RoleTypeRetired(RoleTypeKey roleType) implements CatalogEvent {}

    /// A role exists, or is described anew; that reinstates a retired one.
    @Alias("RoleDefined")
    record RoleDefined(
            RoleKey role,
            RoleDefinition definition,
            @Nullable RoleDefinition previous) implements CatalogEvent {}

    /// No longer offered to new users; those who have it keep it.
    @Alias("RoleRetired")
    record RoleRetired(RoleKey role) implements CatalogEvent {}

    /// An attribute of users exists, or is described anew. Its sensitivity never changes.
    @Alias("AttributeDefined")
    record AttributeDefined(
            AttributeKey attribute,
            AttributeDefinition definition,
            @Nullable AttributeDefinition previous) implements CatalogEvent {}

    @Alias("AttributeRetired")
    record AttributeRetired(AttributeKey attribute) implements CatalogEvent {}

    /// A licence tier exists, or is described anew.
    @Alias("TierDefined")
    record TierDefined(
            TierName tier,
            TierDefinition definition,
            @Nullable TierDefinition previous) implements CatalogEvent {}

    @Alias("TierRetired")
    record TierRetired(TierName tier) implements CatalogEvent {}
}

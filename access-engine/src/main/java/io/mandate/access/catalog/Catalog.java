package io.mandate.access.catalog;

import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TierName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What exists in a tenant. Immutable; every map is in the order in which its things were first defined, and holds
/// the retired ones too.
public final class Catalog {
    /// Before any event.
    public static final Catalog EMPTY =
            new Catalog(null, Nodes.NONE, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0);

    private final @Nullable CatalogImported source;
    private final Nodes nodes;
    private final Map<SettingKey, Defined<SettingDefinition>> settings;
    private final Map<RoleTypeKey, Defined<RoleTypeDefinition>> roleTypes;
    private final Map<RoleKey, Defined<RoleDefinition>> roles;
    private final Map<AttributeKey, Defined<AttributeDefinition>> attributes;
    private final Map<TierName, Defined<TierDefinition>> tiers;
    private final long seq;

    Catalog(
            @Nullable CatalogImported source,
            Nodes nodes,
            Map<SettingKey, Defined<SettingDefinition>> settings,
            Map<RoleTypeKey, Defined<RoleTypeDefinition>> roleTypes,
            Map<RoleKey, Defined<RoleDefinition>> roles,
            Map<AttributeKey, Defined<AttributeDefinition>> attributes,
            Map<TierName, Defined<TierDefinition>> tiers,
            long seq) {
        this.source = source;
        this.nodes = nodes;
        this.settings = settings;
        this.roleTypes = roleTypes;
        this.roles = roles;
        this.attributes = attributes;
        this.tiers = tiers;
        this.seq = seq;
    }

    /// The catalog after one more event. For many, [CatalogFold] is faster.
    ///
    /// @param seq the position of the event
    public Catalog after(CatalogEvent event, long seq) {
        CatalogFold fold = new CatalogFold(this);
        fold.fold(event, seq);
        return fold.catalog();
    }

    /// The import that brought the catalog in, the latest if there were several; empty where there was none.
    public Optional<CatalogImported> source() {
        return Optional.ofNullable(source);
    }

    /// The position of the last event that changed it, 0 before any.
    public long seq() {
        return seq;
    }

    /// The node of that key, retired or not; null if there never was one.
    public @Nullable CatalogNode node(NodeKey key) {
        return nodes.get(key);
    }

    /// The node a service means by this name: its key, or else one of its aliases. Null if there is none; where
    /// several nodes claim an alias, the first that is not retired has it.
    public @Nullable CatalogNode nodeByNameOrAlias(String name) {
        return nodes.named(name);
    }

    /// The node that a name belongs to for ever: the one of that key, or else the one that had it as an
    /// alias last, also where it dropped it or was retired since. Null if no node ever had it.
    public @Nullable NodeKey holder(String name) {
        return nodes.holder(name);
    }

    /// All nodes, retired ones too, in the catalog's own order.
    public Collection<CatalogNode> nodes() {
        return nodes.all();
    }

    /// From the root down to the node itself. Empty if the node, or a parent it names, was never defined.
    public List<CatalogNode> path(NodeKey key) {
        return nodes.path(key);
    }

    /// The nodes directly below, in the catalog's own order.
    public List<CatalogNode> children(NodeKey key) {
        return nodes.children(key);
    }

    /// The nodes without a parent, in the catalog's own order.
    public List<CatalogNode> roots() {
        return nodes.roots();
    }

    public Map<SettingKey, Defined<SettingDefinition>> settings() {
        return settings;
    }

    public Map<RoleTypeKey, Defined<RoleTypeDefinition>> roleTypes() {
        return roleTypes;
    }

    public Map<RoleKey, Defined<RoleDefinition>> roles() {
        return roles;
    }

    public Map<AttributeKey, Defined<AttributeDefinition>> attributes() {
        return attributes;
    }

    public Map<TierName, Defined<TierDefinition>> tiers() {
        return tiers;
    }

    /// The type of a role, retired or not; null if the catalog never defined the role or its type.
    public @Nullable RoleTypeKey roleTypeOf(@Nullable RoleKey role) {
        Defined<RoleDefinition> defined = role == null ? null : roles.get(role);
        return defined == null || !roleTypes.containsKey(defined.definition().roleType())
                ? null
                : defined.definition().roleType();
    }

    /// What the catalog says about the type of a role; null as in [#roleTypeOf].
    public @Nullable RoleTypeDefinition roleTypeDefinitionOf(@Nullable RoleKey role) {
        RoleTypeKey key = roleTypeOf(role);
        Defined<RoleTypeDefinition> defined = key == null ? null : roleTypes.get(key);
        return defined == null ? null : defined.definition();
    }

    /// Whether people of this role are kept here alone, and in no identity provider; false for none that is defined.
    public boolean localOnly(@Nullable RoleKey role) {
        RoleTypeDefinition type = roleTypeDefinitionOf(role);
        Defined<RoleDefinition> defined = role == null ? null : roles.get(role);
        return type != null
                && defined != null
                && defined.definition().identityPolicy(type) == IdentityPolicy.LOCAL_ONLY;
    }

    Nodes tree() {
        return nodes;
    }
}

package io.mandate.access.catalog;

import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.AttributeRetired;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleRetired;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeRetired;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.CatalogEvent.TierRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TierName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A catalog in the making: what each event does to it. What the events touch is copied once and then changed in place,
/// so that an import of many nodes takes as long as there are nodes. For one thread.
@SuppressWarnings("ReferenceEquality") // whether it is still the map of the base, not one that equals it
public final class CatalogFold {
    private final Catalog base;
    private @Nullable CatalogImported source;
    private Map<NodeKey, CatalogNode> nodes;
    private Map<String, NodeKey> holders;
    private Map<SettingKey, Defined<SettingDefinition>> settings;
    private Map<RoleTypeKey, Defined<RoleTypeDefinition>> roleTypes;
    private Map<RoleKey, Defined<RoleDefinition>> roles;
    private Map<AttributeKey, Defined<AttributeDefinition>> attributes;
    private Map<TierName, Defined<TierDefinition>> tiers;
    private long seq;
    private boolean changed;

    /// Begins with a catalog, which stays as it is.
    public CatalogFold(Catalog base) {
        this.base = base;
        this.source = base.source().orElse(null);
        this.nodes = base.tree().byKey();
        this.holders = base.tree().holders();
        this.settings = base.settings();
        this.roleTypes = base.roleTypes();
        this.roles = base.roles();
        this.attributes = base.attributes();
        this.tiers = base.tiers();
        this.seq = base.seq();
    }

    /// One more event.
    ///
    /// @param at its position
    public void fold(CatalogEvent event, long at) {
        seq = at;
        changed = true;
        switch (event) {
            case CatalogImported e -> source = e;
            case CatalogNodeDefined e -> define(e.node(), e.definition());
            case CatalogNodeRetired e -> retired(e.node(), true);
            case CatalogNodeReinstated e -> retired(e.node(), false);
            case SettingDefined e -> settings = define(settings, base.settings(), e.setting(), e.definition());
            case SettingRetired e -> settings = retire(settings, base.settings(), e.setting());
            case RoleTypeDefined e -> roleTypes = define(roleTypes, base.roleTypes(), e.roleType(), e.definition());
            case RoleTypeRetired e -> roleTypes = retire(roleTypes, base.roleTypes(), e.roleType());
            case RoleDefined e -> roles = define(roles, base.roles(), e.role(), e.definition());
            case RoleRetired e -> roles = retire(roles, base.roles(), e.role());
            case AttributeDefined e ->
                attributes = define(attributes, base.attributes(), e.attribute(), e.definition());
            case AttributeRetired e -> attributes = retire(attributes, base.attributes(), e.attribute());
            case TierDefined e -> tiers = define(tiers, base.tiers(), e.tier(), e.definition());
            case TierRetired e -> tiers = retire(tiers, base.tiers(), e.tier());
        }
    }

    /// The catalog after the events so far; nothing may be folded afterwards.
    public Catalog catalog() {
        if (!changed) {
            return base;
        }
        return new Catalog(
                source,
                nodes == base.tree().byKey() ? base.tree() : new Nodes(Collections.unmodifiableMap(nodes), holders()),
                Collections.unmodifiableMap(settings),
                Collections.unmodifiableMap(roleTypes),
                Collections.unmodifiableMap(roles),
                Collections.unmodifiableMap(attributes),
                Collections.unmodifiableMap(tiers),
                seq);
    }

    /// The base's own where no alias came, so that all catalogs until then share it.
    private Map<String, NodeKey> holders() {
        return holders == base.tree().holders() ? holders : Collections.unmodifiableMap(holders);
    }

    private void define(NodeKey key, NodeDefinition definition) {
        for (String alias : definition.aliases()) {
            if (!key.equals(holders.get(alias))) {
                holders = own(holders, base.tree().holders());
                holders.put(alias, key);
            }
        }
        CatalogNode known = nodes.get(key);
        put(
                known == null
                        ? new CatalogNode(key, definition, nodes.size(), seq, seq, false)
                        : new CatalogNode(key, definition, known.number(), seq, known.standsSince(), known.retired()));
    }

    private void retired(NodeKey key, boolean retired) {
        CatalogNode known = nodes.get(key);
        if (known != null) {
            put(new CatalogNode(key, known.definition(), known.number(), known.definedAt(), seq, retired));
        }
    }

    private void put(CatalogNode node) {
        nodes = own(nodes, base.tree().byKey());
        nodes.put(node.key(), node);
    }

    private <K, D> Map<K, Defined<D>> define(Map<K, Defined<D>> now, Map<K, Defined<D>> before, K key, D definition) {
        Map<K, Defined<D>> mine = own(now, before);
        mine.put(key, Defined.live(definition, seq));
        return mine;
    }

    private <K, D> Map<K, Defined<D>> retire(Map<K, Defined<D>> now, Map<K, Defined<D>> before, K key) {
        Defined<D> defined = now.get(key);
        if (defined == null) {
            return now;
        }
        Map<K, Defined<D>> mine = own(now, before);
        mine.put(key, defined.retire(seq));
        return mine;
    }

    private static <K, V> Map<K, V> own(Map<K, V> now, Map<K, V> before) {
        return now == before ? new LinkedHashMap<>(before) : now;
    }
}

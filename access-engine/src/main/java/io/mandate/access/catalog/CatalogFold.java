package io.mandate.access.catalog;

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What each event does to a catalog.
final class CatalogFold {
    private CatalogFold() {}

    static Catalog after(Catalog catalog, CatalogEvent event, long seq) {
        return switch (event) {
            case CatalogImported e -> catalog.with(e, seq);
            case CatalogNodeDefined e -> catalog.withNodes(catalog.tree().define(e.node(), e.definition(), seq), seq);
            case CatalogNodeRetired e -> catalog.withNodes(catalog.tree().retired(e.node(), true, seq), seq);
            case CatalogNodeReinstated e -> catalog.withNodes(catalog.tree().retired(e.node(), false, seq), seq);
            case SettingDefined e ->
                catalog.withSettings(define(catalog.settings(), e.setting(), e.definition(), seq), seq);
            case SettingRetired e -> catalog.withSettings(retire(catalog.settings(), e.setting(), seq), seq);
            case RoleTypeDefined e ->
                catalog.withRoleTypes(define(catalog.roleTypes(), e.roleType(), e.definition(), seq), seq);
            case RoleTypeRetired e -> catalog.withRoleTypes(retire(catalog.roleTypes(), e.roleType(), seq), seq);
            case RoleDefined e -> catalog.withRoles(define(catalog.roles(), e.role(), e.definition(), seq), seq);
            case RoleRetired e -> catalog.withRoles(retire(catalog.roles(), e.role(), seq), seq);
            case AttributeDefined e ->
                catalog.withAttributes(define(catalog.attributes(), e.attribute(), e.definition(), seq), seq);
            case AttributeRetired e -> catalog.withAttributes(retire(catalog.attributes(), e.attribute(), seq), seq);
            case TierDefined e -> catalog.withTiers(define(catalog.tiers(), e.tier(), e.definition(), seq), seq);
            case TierRetired e -> catalog.withTiers(retire(catalog.tiers(), e.tier(), seq), seq);
        };
    }

    private static <K, D> Map<K, Defined<D>> define(Map<K, Defined<D>> known, K key, D definition, long seq) {
        return with(known, key, Defined.live(definition, seq));
    }

    private static <K, D> Map<K, Defined<D>> retire(Map<K, Defined<D>> known, K key, long seq) {
        Defined<D> defined = known.get(key);
        return defined == null ? known : with(known, key, defined.retire(seq));
    }

    private static <K, D> Map<K, Defined<D>> with(Map<K, Defined<D>> known, K key, Defined<D> value) {
        Map<K, Defined<D>> changed = new LinkedHashMap<>(known);
        changed.put(key, value);
        return Collections.unmodifiableMap(changed);
    }
}

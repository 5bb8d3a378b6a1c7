package io.mandate.command.catalog.document;

import io.mandate.events.catalog.AttributeDefinition;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What was read of a document so far, with the place of each thing; the checks look at the whole of it.
final class Draft {
    final Map<TierName, TierDefinition> tiers = new LinkedHashMap<>();
    final Map<RoleTypeKey, RoleTypeDefinition> roleTypes = new LinkedHashMap<>();
    final Map<AttributeKey, AttributeDefinition> attributes = new LinkedHashMap<>();
    final Map<RoleKey, RoleDefinition> roles = new LinkedHashMap<>();
    final Map<NodeKey, NodeDefinition> nodes = new LinkedHashMap<>();
    final Map<SettingKey, SettingDefinition> settings = new LinkedHashMap<>();
    final Complaints complaints = new Complaints();
    private final Map<Object, String> places = new LinkedHashMap<>();

    /// Keeps a thing under its key, unless the key is there already.
    <K, V> void put(Map<K, V> things, K key, V thing, String place) {
        if (things.putIfAbsent(key, thing) == null) {
            places.put(key, place);
        } else {
            complaints.add(place + "/key", "the key \"" + key + "\" is there twice, first at " + place(key));
        }
    }

    /// Keeps a thing under its key, whatever was there.
    <K, V> void replace(Map<K, V> things, K key, V thing, String place) {
        things.put(key, thing);
        places.put(key, place);
    }

    /// Where a thing was read.
    String place(Object key) {
        return Objects.requireNonNull(places.get(key), () -> "no place for " + key);
    }
}

package io.mandate.access.catalog;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.values.NodeKey;

/// A node at its place in the tree.
///
/// @param number its place in the catalog's own order, from 0; a later catalog may count differently
/// @param definedAt the event that described it last
/// @param standsSince the event that brought it into the catalog, retired or reinstated it last
public record CatalogNode(
        NodeKey key, NodeDefinition definition, int number, long definedAt, long standsSince, boolean retired) {
    /// The event that defined, retired or reinstated it last.
    public long seq() {
        return Math.max(definedAt, standsSince);
    }
}

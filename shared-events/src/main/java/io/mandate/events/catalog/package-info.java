/// What exists in a product: nodes, settings, role types, roles, attributes and tiers.
/// The engine knows no product; a product is a catalog.
@NullMarked
package io.mandate.events.catalog;

import org.jspecify.annotations.NullMarked;

/// What exists in a tenant, folded from the events of its catalog.
/// Retired things stay and are marked, because profiles keep what they say about them.
@NullMarked
package io.mandate.access.catalog;

import org.jspecify.annotations.NullMarked;

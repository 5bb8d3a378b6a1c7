/// What exists in a product, and how it changes: whole documents, single things and policies.
/// The rules compare two catalogs; whatever differs becomes one event each.
@NullMarked
package io.mandate.command.catalog;

import org.jspecify.annotations.NullMarked;

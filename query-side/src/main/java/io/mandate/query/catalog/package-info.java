/// The catalog of a tenant as a document, in the form in which it can be imported again.
/// It is written from the index, so it shows exactly what decisions go by.
@NullMarked
package io.mandate.query.catalog;

import org.jspecify.annotations.NullMarked;

/// How much of each licence tier is used, and since when there is too much.
/// Limits come from SQL, usage from the access index at the same position.
@NullMarked
package io.mandate.query.licence;

import org.jspecify.annotations.NullMarked;

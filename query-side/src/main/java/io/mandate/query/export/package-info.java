/// What answers of any length have in common that callers take away as files.
/// How many of them a node writes at once is bounded.
@NullMarked
package io.mandate.query.export;

import org.jspecify.annotations.NullMarked;

/// Requests that change how read models stand, sent again under the same `Idempotency-Key`. The
/// second one is told what the first was told, and nothing is done twice.
@NullMarked
package io.mandate.query.repeated;

import org.jspecify.annotations.NullMarked;

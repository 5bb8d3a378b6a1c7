/// What a replay costs: how many events it takes in beside plainly reading them, and what decisions notice of it.
/// One run measures everything, on the database that the product brings along.
@NullMarked
package io.mandate.bench.replay;

import org.jspecify.annotations.NullMarked;

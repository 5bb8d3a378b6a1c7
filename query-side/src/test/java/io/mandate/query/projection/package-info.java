/// Tests of how read models are made, on a real PostgreSQL.
/// Histories are random, but the same for the same seed.
@NullMarked
package io.mandate.query.projection;

import org.jspecify.annotations.NullMarked;

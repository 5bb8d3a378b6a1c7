/// A real PostgreSQL 18 for tests: one server per test JVM, and an empty database for whoever asks.
/// Nothing of it is shipped.
@NullMarked
package io.mandate.testing.postgres;

import org.jspecify.annotations.NullMarked;

/// A query node for tests: the real store, index, leader and endpoints on a real PostgreSQL.
/// What happened is written as events, so that no command side is needed.
@NullMarked
package io.mandate.query.testing;

import org.jspecify.annotations.NullMarked;

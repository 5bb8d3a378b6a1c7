/// A command node for tests: the whole command side on a real PostgreSQL, as many nodes on one database as
/// a test wants.
@NullMarked
package io.mandate.command.testing;

import org.jspecify.annotations.NullMarked;

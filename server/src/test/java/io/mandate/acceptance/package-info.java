/// The acceptance scenarios, through HTTP on a real PostgreSQL, named by their number.
/// One server serves all of them; each test registers tenants of its own.
@NullMarked
package io.mandate.acceptance;

import org.jspecify.annotations.NullMarked;

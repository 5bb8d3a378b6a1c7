/// Tenants for tests: folded by the real index from events, one commit each.
@NullMarked
package io.mandate.command.given;

import org.jspecify.annotations.NullMarked;

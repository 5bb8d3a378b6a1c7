/// What spans aggregates and must hold after every commit: unique names, the delete guard, the last
/// administrator, quotas, role types, nobody giving what he does not hold. Decided on the state after the
/// new events, under the tenant's lock; look-up rows are the second wall.
@NullMarked
package io.mandate.command.invariants;

import org.jspecify.annotations.NullMarked;

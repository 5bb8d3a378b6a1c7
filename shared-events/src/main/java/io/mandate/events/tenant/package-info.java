/// What happens to a tenant as a whole: its registration, its policies and the decision rules in force.
/// A tenant is the account of a product and the boundary of every id, name and query.
@NullMarked
package io.mandate.events.tenant;

import org.jspecify.annotations.NullMarked;

/// What holds for a tenant as a whole: zone, policies, availability, quotas and the rules in force.
/// Folded from the events of the tenant and of its licence.
@NullMarked
package io.mandate.access.tenant;

import org.jspecify.annotations.NullMarked;

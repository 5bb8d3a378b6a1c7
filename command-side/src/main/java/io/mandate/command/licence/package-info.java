/// What a tenant's contract includes: a quota for each licence tier, set by operators.
/// Whether a quota is kept is noticed where users and profiles change, not here.
@NullMarked
package io.mandate.command.licence;

import org.jspecify.annotations.NullMarked;

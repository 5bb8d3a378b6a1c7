/// Licence tiers: that of a profile, that of a user, and how many users each pool holds.
/// Counted by cohorts, so one profile edit over many users stays cheap.
@NullMarked
package io.mandate.access.tier;

import org.jspecify.annotations.NullMarked;

/// Quotas of licence tiers and what was noticed about them.
/// A quota counts the users of a tier that are active or invited.
@NullMarked
package io.mandate.events.licence;

import org.jspecify.annotations.NullMarked;

/// What happens to a profile: its name, its defaults and its choices about catalog nodes.
/// Every change carries what was before and what is after.
@NullMarked
package io.mandate.events.profile;

import org.jspecify.annotations.NullMarked;

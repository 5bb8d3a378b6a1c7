/// What a profile says, folded from its events.
/// Each of its choices keeps the position of the event that made it.
@NullMarked
package io.mandate.access.profile;

import org.jspecify.annotations.NullMarked;

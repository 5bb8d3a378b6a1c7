/// A value together with the event that set it.
/// Every answer must name the events that made it so; this is where the folds keep them.
@NullMarked
package io.mandate.access.fact;

import org.jspecify.annotations.NullMarked;

/// The access journal: what was done without changing anything, kept apart from the events.
/// No projection, untouched by replays.
@NullMarked
package io.mandate.store.journal;

import org.jspecify.annotations.NullMarked;

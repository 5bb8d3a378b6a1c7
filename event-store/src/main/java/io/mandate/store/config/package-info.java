/// Wires the store and the parts of Axon that are used, each by hand.
/// What Axon would choose by itself loses data silently in some set-ups, so that the wiring is checked at start-up.
@NullMarked
package io.mandate.store.config;

import org.jspecify.annotations.NullMarked;

/// The stored language of Mandate: events, the values they carry, and the reasons for which a wish is refused.
/// Names and packages of the events are stored data and change only with an upcaster.
@NullMarked
package io.mandate.events;

import org.jspecify.annotations.NullMarked;

/// The stored language of Mandate: what is written once and read for ever.
/// A domain event is recorded with its metadata at a position; nothing here knows a framework.
@NullMarked
package io.mandate.events;

import org.jspecify.annotations.NullMarked;

/// The log of all that happened: how it is written, read in order, and kept secret where it names people.
/// It knows neither who commands nor who asks.
@NullMarked
package io.mandate.store;

import org.jspecify.annotations.NullMarked;

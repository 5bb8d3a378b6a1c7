/// Read models made again from the events, beside those that are read; compared with them, and put in their place.
/// A replay writes tables that nobody reads yet; it never writes an event, and nothing outside the models happens.
@NullMarked
package io.mandate.query.replay;

import org.jspecify.annotations.NullMarked;

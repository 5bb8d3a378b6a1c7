/// Tells what is, what was, and why; it never writes an event.
/// It knows nothing of the commands.
@NullMarked
package io.mandate.query;

import org.jspecify.annotations.NullMarked;

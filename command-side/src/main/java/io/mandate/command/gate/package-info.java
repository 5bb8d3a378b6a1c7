/// The one way by which anything changes: authorised, ordered, checked as a whole, recorded, answered with
/// its position. Features hand their commands to the [CommandGate]; nothing else opens a transaction or
/// appends events.
@NullMarked
package io.mandate.command.gate;

import org.jspecify.annotations.NullMarked;

/// What a change would do, before it is made: tried on the very way of the change, answered as a difference in
/// permissions, and nothing of it kept.
@NullMarked
package io.mandate.command.preview;

import org.jspecify.annotations.NullMarked;

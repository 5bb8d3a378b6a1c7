/// What must stay true while many change one tenant at the same moment, on two nodes, in one process and in two.
/// Each race is run often enough that it fails when its guard is taken away.
@NullMarked
package io.mandate.command.races;

import org.jspecify.annotations.NullMarked;

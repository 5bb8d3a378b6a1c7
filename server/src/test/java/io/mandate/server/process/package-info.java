/// The shipped jar and the launcher, run as processes the way an operator runs them.
@NullMarked
package io.mandate.server.process;

import org.jspecify.annotations.NullMarked;

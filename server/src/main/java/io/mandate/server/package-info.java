/// The one executable: wiring, command line and the way in from outside.
/// It holds no rule of the domain.
@NullMarked
package io.mandate.server;

import org.jspecify.annotations.NullMarked;

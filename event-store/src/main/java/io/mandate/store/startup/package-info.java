/// Refusing to start, in one line that a person can act on.
@NullMarked
package io.mandate.store.startup;

import org.jspecify.annotations.NullMarked;

/// Whether the store answers, for whoever watches. It is asked over a connection of its own, and nobody waits long.
@NullMarked
package io.mandate.store.reach;

import org.jspecify.annotations.NullMarked;

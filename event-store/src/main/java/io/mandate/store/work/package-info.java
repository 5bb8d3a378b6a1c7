/// Threads of this process that work in rounds for as long as it runs.
/// They rest while there is nothing to do, and are woken when there is.
@NullMarked
package io.mandate.store.work;

import org.jspecify.annotations.NullMarked;

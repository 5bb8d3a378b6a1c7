/// The tables of the store and the conditions they are used under.
/// The owner migrates; the runtime role works, and can neither change nor remove what was recorded.
@NullMarked
package io.mandate.store.schema;

import org.jspecify.annotations.NullMarked;

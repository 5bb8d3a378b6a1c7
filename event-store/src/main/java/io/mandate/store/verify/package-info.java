/// Verifying a log against everything that was ever said of it: its rows, its tree, signed checkpoints, anchors.
/// Reads a store or a file alike, in constant memory, and names the first thing that is not as it was.
@NullMarked
package io.mandate.store.verify;

import org.jspecify.annotations.NullMarked;

/// The keys that sign checkpoints: kept outside of the database, known to it by their public halves, and rotated so
/// that each hands over to the next.
@NullMarked
package io.mandate.store.proof.key;

import org.jspecify.annotations.NullMarked;

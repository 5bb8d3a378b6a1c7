/// Where checkpoints go that nobody with power over the database can take back. A folder beside the data by default,
/// or a command that hands them on.
@NullMarked
package io.mandate.store.proof.anchor;

import org.jspecify.annotations.NullMarked;

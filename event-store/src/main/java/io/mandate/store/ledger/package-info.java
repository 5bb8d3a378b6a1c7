/// The erasure ledger: which keys were destroyed, kept outside of the database.
/// A backup brings keys back that were destroyed after it was made; by the ledger they are
/// destroyed again.
@NullMarked
package io.mandate.store.ledger;

import org.jspecify.annotations.NullMarked;

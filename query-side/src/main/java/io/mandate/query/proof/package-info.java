/// Proofs for auditors: signed checkpoints, that an event is in the log, that the log only grew. The trees are kept
/// by one of the query nodes.
@NullMarked
package io.mandate.query.proof;

import org.jspecify.annotations.NullMarked;

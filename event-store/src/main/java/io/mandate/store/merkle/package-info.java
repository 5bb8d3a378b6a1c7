/// The Merkle tree of RFC 9162 (and RFC 6962): hashes, proofs of inclusion and of consistency, and checking them.
/// Pure; knows nothing of what its leaves mean or of where hashes are kept.
@NullMarked
package io.mandate.store.merkle;

import org.jspecify.annotations.NullMarked;

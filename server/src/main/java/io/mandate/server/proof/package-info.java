/// What the command line does about proofs: verifying a store, and its keys. It works beside a running server, and
/// without one.
@NullMarked
package io.mandate.server.proof;

import org.jspecify.annotations.NullMarked;

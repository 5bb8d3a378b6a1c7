/// Credentials, folded from their events.
/// Only the SHA-256 of a secret is ever known.
@NullMarked
package io.mandate.access.token;

import org.jspecify.annotations.NullMarked;

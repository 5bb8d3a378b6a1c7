/// Credentials of principals: issued and revoked by commands.
/// The secret itself is never stored, only its SHA-256.
@NullMarked
package io.mandate.events.token;

import org.jspecify.annotations.NullMarked;

/// Commands about credentials: issued and revoked. The secret is made here, shown once, and only its SHA-256 is kept.
/// Nobody gives a credential more than he holds himself.
@NullMarked
package io.mandate.command.token;

import org.jspecify.annotations.NullMarked;

/// How Axon stands on the write side: one command bus without transactions of its own, repositories that
/// read the store under the tenant's lock, and what handlers may take as parameters. Wired by hand, because
/// its auto-configuration silently leaves out the store beside Spring Boot 4.
@NullMarked
package io.mandate.command.wiring;

import org.jspecify.annotations.NullMarked;

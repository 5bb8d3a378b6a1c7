/// How this process stands, for whoever watches it: numbers without the names of tenants.
/// What one feature alone can tell it tells itself; here is what has to be gathered.
@NullMarked
package io.mandate.server.watch;

import org.jspecify.annotations.NullMarked;

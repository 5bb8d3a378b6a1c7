/// Measures Mandate beside the limit of the machine it runs on.
/// Nothing of it is shipped.
@NullMarked
package io.mandate.bench;

import org.jspecify.annotations.NullMarked;

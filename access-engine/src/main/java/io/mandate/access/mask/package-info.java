/// Hiding sensitive values.
/// The last characters stay visible, as many as the tenant says.
@NullMarked
package io.mandate.access.mask;

import org.jspecify.annotations.NullMarked;

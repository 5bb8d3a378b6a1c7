/// Value types that several features share, each parsed once at the edge.
/// A constructor refuses what is not valid, so whoever holds a value need not check it again.
@NullMarked
package io.mandate.events.values;

import org.jspecify.annotations.NullMarked;

/// What every controller shares, on whichever side of the wall it stands.
/// Nothing here knows a feature.
@NullMarked
package io.mandate.http;

import org.jspecify.annotations.NullMarked;

/// The access index of this process, kept at the head of the store.
/// Both the command side and the query side decide on it, and neither sees the other.
@NullMarked
package io.mandate.live;

import org.jspecify.annotations.NullMarked;

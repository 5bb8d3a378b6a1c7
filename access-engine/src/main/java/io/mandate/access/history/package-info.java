/// Who could do something between two moments, since when and by which events: a walk over what changed in between.
/// Every answer on the way is given by the same rules as a decision about now.
@NullMarked
package io.mandate.access.history;

import org.jspecify.annotations.NullMarked;

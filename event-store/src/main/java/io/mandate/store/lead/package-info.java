/// One node at a time may write what all nodes read. The others ask again and again, and follow within a second.
@NullMarked
package io.mandate.store.lead;

import org.jspecify.annotations.NullMarked;

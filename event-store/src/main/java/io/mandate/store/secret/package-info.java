/// Files that hold keys: written whole or not at all, and for their owner only.
/// What is in them is the matter of those who write them.
@NullMarked
package io.mandate.store.secret;

import org.jspecify.annotations.NullMarked;

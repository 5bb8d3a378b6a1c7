/// What a start does with a store that was restored from a backup.
/// Persons who were erased since the backup are erased again before anybody is served.
@NullMarked
package io.mandate.server.restore;

import org.jspecify.annotations.NullMarked;

/// Registered records and what is known about them.
/// A retired record is gone from the list; its count of revisions goes on.
@NullMarked
package io.mandate.query.record;

import org.jspecify.annotations.NullMarked;

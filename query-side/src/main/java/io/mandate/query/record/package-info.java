/// Registered records and what is known about them.
/// A retired record is gone from the list; what it was is in the audit trail.
@NullMarked
package io.mandate.query.record;

import org.jspecify.annotations.NullMarked;

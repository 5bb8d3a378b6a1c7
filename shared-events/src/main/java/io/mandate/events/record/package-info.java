/// Registered records: the data about a concrete record that decisions need.
/// Registration is optional; a question may bring the data along.
@NullMarked
package io.mandate.events.record;

import org.jspecify.annotations.NullMarked;

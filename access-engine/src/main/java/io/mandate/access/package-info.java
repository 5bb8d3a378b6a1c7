/// Decides whether a user may do something, from events alone.
/// It is pure: no framework, no database, no clock.
@NullMarked
package io.mandate.access;

import org.jspecify.annotations.NullMarked;

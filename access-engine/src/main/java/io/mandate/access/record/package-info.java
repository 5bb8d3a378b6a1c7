/// What is registered about a record, and the events behind each part of it.
/// What a record scope asks for is one of these parts, so it is known which event met it.
@NullMarked
package io.mandate.access.record;

import org.jspecify.annotations.NullMarked;

/// What a question said: as the access journal is told it, and whether its two moments are in order.
/// Whoever reads parameters of looks builds on it.
@NullMarked
package io.mandate.query.asked;

import org.jspecify.annotations.NullMarked;

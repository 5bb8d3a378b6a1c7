/// Accepts or refuses what people and services wish; the only writer of events.
/// It knows nothing of the read models.
@NullMarked
package io.mandate.command;

import org.jspecify.annotations.NullMarked;

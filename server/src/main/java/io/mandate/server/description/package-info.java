/// The generated description of the API: its head, and what the handlers declare about their operations.
/// Nothing here decides anything; it only tells.
@NullMarked
package io.mandate.server.description;

import org.jspecify.annotations.NullMarked;

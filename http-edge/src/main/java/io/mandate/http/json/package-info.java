/// JSON as the API reads it: exact, bounded, and with the place of every mistake.
/// What cannot be read is refused before anything is done.
@NullMarked
package io.mandate.http.json;

import org.jspecify.annotations.NullMarked;

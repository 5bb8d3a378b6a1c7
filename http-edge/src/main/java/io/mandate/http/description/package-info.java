/// What the generated description of the API says about an operation, declared beside its handler.
/// Bodies reach the handlers as bytes, so that they are read strictly; here is what they are.
@NullMarked
package io.mandate.http.description;

import org.jspecify.annotations.NullMarked;

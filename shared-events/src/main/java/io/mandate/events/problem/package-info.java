/// Why a wish was refused: a stable code, its parameters and the sentence a person reads.
/// Plain data; only the HTTP edge turns it into a problem document.
@NullMarked
package io.mandate.events.problem;

import org.jspecify.annotations.NullMarked;

/// How a difference in permissions is written in answers, the same for what happened and for what would happen.
/// Both sides answer with it.
@NullMarked
package io.mandate.http.difference;

import org.jspecify.annotations.NullMarked;

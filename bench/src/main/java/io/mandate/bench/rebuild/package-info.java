/// How fast read models are made from a long history, beside plainly reading the rows of that history.
@NullMarked
package io.mandate.bench.rebuild;

import org.jspecify.annotations.NullMarked;

/// The facts of a request that controllers take as parameters: where from, why, which revision, which position.
/// All are parsed once, here.
@NullMarked
package io.mandate.http.request;

import org.jspecify.annotations.NullMarked;

/// Which records an expression reaches, how expressions combine, and when one is as wide as another.
/// Missing data about a record never matches.
@NullMarked
package io.mandate.access.scope;

import org.jspecify.annotations.NullMarked;

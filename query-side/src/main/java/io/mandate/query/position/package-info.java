/// Waiting until a read model has reached a position, and reading it at one position.
/// Every answer of a read model goes through here.
@NullMarked
package io.mandate.query.position;

import org.jspecify.annotations.NullMarked;

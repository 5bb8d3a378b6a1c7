/// The first operator of an installation.
/// Everything else begins with a command of an operator; this one begins by itself, once.
@NullMarked
package io.mandate.server.operator;

import org.jspecify.annotations.NullMarked;

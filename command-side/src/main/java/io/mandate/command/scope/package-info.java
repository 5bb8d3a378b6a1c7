/// Which scope expressions can be said, of a permission as of a person: bounded ones, about what the catalog knows.
/// What they reach is decided elsewhere.
@NullMarked
package io.mandate.command.scope;

import org.jspecify.annotations.NullMarked;

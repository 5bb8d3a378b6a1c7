/// What a process is there for: commands, questions, the console, or all of them.
/// A bean or a configuration says which role it belongs to; the node leaves out what is not its own.
@NullMarked
package io.mandate.store.role;

import org.jspecify.annotations.NullMarked;

/// The command line: one class per command, each of which says one clear line when it cannot do its work.
@NullMarked
package io.mandate.server.cli;

import org.jspecify.annotations.NullMarked;

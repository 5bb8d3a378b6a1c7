/// How many changes and decisions a second the product answers over HTTP, each beside the limit of the machine in the
/// same run: pgbench with the same statements, and endpoints of the same server that do nothing.
@NullMarked
package io.mandate.bench.load;

import org.jspecify.annotations.NullMarked;

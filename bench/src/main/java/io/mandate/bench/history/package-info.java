/// How fast the past answers: decisions as of random moments beside the same decisions live, and the first page of
/// "who could", over HTTP on a tenant whose history was written straight into the log.
@NullMarked
package io.mandate.bench.history;

import org.jspecify.annotations.NullMarked;

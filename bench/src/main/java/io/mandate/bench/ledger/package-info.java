/// How long a start takes with an erasure ledger of many lines, beside plainly reading the file. What it does with the
/// database is measured with it.
@NullMarked
package io.mandate.bench.ledger;

import org.jspecify.annotations.NullMarked;

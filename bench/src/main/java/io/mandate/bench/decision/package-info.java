/// The decision in process: its time, its memory, how fast histories are folded.
/// Each figure stands beside what the machine could do at best in the same run.
@NullMarked
package io.mandate.bench.decision;

import org.jspecify.annotations.NullMarked;

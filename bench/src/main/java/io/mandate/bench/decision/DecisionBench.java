package io.mandate.bench.decision;

import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Prints all figures of this package. `short` takes about two minutes; without it each figure is measured in several
/// processes, which takes ten times as long; `versions` prints what further events take in memory, and no more. See
/// docs/performance-decisions.md.
public final class DecisionBench {
    private DecisionBench() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        if (List.of(arguments).contains("versions")) {
            Versions.memory();
            return;
        }
        boolean brief = List.of(arguments).contains("short");
        Folding.snapshot(Folding.folded(AsOf.USERS, AsOf.EVENTS));
        Folding.memory(1_000_000, 1_000_000);
        Versions.memory();
        new Runner(new OptionsBuilder()
                        .include(PlainDecision.class.getName())
                        .include(AsOf.class.getName())
                        .forks(brief ? 1 : 5)
                        .jvmArgs("-Xms3g", "-Xmx3g")
                        .warmupIterations(brief ? 2 : 5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(brief ? 3 : 5)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler("gc")
                        .build())
                .run();
    }
}

package io.mandate.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.springframework.util.FileSystemUtils;

/// Measures commands and decisions over HTTP, on this machine only, in a folder that is thrown away. What is compared
/// is measured in turn, in the same JVM and on the same database; the medians of the rounds are printed.
///
/// Arguments, all optional: `commands` or `decisions` for one of them, then rounds (3) and seconds of one
/// measurement (5).
public final class LoadBench {
    private LoadBench() {}

    @SuppressWarnings("SystemOut") // its only purpose
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        String what = arguments.length > 0 ? arguments[0] : "all";
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        Path data = Files.createTempDirectory("mandate-bench");
        try {
            if (!what.equals("decisions")) {
                if (!PgBench.installed()) {
                    throw new IllegalStateException(
                            "pgbench is not on the PATH: install PostgreSQL's client tools, or measure `decisions` only");
                }
                new CommandLoad(rounds, seconds, System.out).run(data);
            }
            if (!what.equals("commands")) {
                new DecisionLoad(rounds, seconds, System.out).run(data);
            }
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }
}

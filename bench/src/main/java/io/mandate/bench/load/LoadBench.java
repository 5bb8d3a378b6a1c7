package io.mandate.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.springframework.util.FileSystemUtils;

/// Measures commands and decisions over HTTP, on this machine only, in a folder that is thrown away.
/// What is compared is measured in turn, in the same minute; the medians of the rounds are printed as
/// one table.
///
/// Arguments, all optional: `commands` or `decisions` for one of them, then rounds (3) and seconds of
/// one measurement (4). All of it takes six to seven minutes.
public final class LoadBench {
    private LoadBench() {}

    @SuppressWarnings("SystemOut") // its only purpose
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        String what = arguments.length > 0 ? arguments[0] : "all";
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
        List<String> rows = new ArrayList<>();
        Path data = Files.createTempDirectory("mandate-bench");
        try {
            if (!what.equals("decisions")) {
                if (!PgBench.installed()) {
                    throw new IllegalStateException(
                            "pgbench is not on the PATH: install PostgreSQL's client tools, or measure `decisions`"
                                    + " only");
                }
                rows.addAll(new CommandLoad(rounds, seconds).run(data));
            }
            if (!what.equals("commands")) {
                rows.addAll(new DecisionLoad(rounds, seconds).run(data.resolve("decisions")));
            }
            System.out.printf("%n| a second | limit | Mandate | limit | ratio |%n|---|---|---|---|---|%n");
            rows.forEach(System.out::println);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }
}

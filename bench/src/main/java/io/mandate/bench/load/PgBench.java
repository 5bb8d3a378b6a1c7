package io.mandate.bench.load;

import io.mandate.server.embedded.DatabaseAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// pgbench, of PostgreSQL's client tools.
///
/// @param script what each transaction says
record PgBench(DatabaseAccess database, Path script) {
    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");

    static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("pgbench", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    static PgBench of(DatabaseAccess database, String script) throws IOException {
        Path file = Files.createTempFile("mandate-commands", ".sql");
        return new PgBench(database, Files.writeString(file, script));
    }

    /// Transactions a second.
    double rate(int clients, int seconds) throws IOException, InterruptedException {
        URI url = URI.create(database.url().substring("jdbc:".length()));
        var builder = new ProcessBuilder(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--time=" + seconds,
                "--file=" + script,
                "--host=" + url.getHost(),
                "--port=" + url.getPort(),
                "--username=" + database.runtime().username(),
                url.getPath().substring(1));
        builder.environment().put("PGPASSWORD", database.runtime().password());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find() || output.contains("aborted")) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}

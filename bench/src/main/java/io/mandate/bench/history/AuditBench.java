package io.mandate.bench.history;

import io.mandate.live.LiveIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Exports an audit trail of many rows through the whole server, as NDJSON and as CSV, in a heap that
/// could not hold it, and prints how long it takes and how much of the heap was in use at most.
///
/// `AuditBench [events] [users]`, usually 1,000,000 and 20,000; `bench/run audit` gives it 512 MiB.
public final class AuditBench {
    private static final PrintStream OUT = System.out;

    private AuditBench() {}

    public static void main(String[] arguments) throws IOException {
        long events = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int users = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        try (PastServer server = new PastServer(Files.createTempDirectory("mandate-audit-bench"))) {
            write(server, events, users);
            OUT.printf("heap at most %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
            for (String format : new String[] {"ndjson", "csv"}) {
                Figures figures = export(server, format);
                OUT.printf(
                        "%-6s %,d rows, %,d MiB in %.1f s (%,.0f rows/s); in use at most %d MiB%n",
                        format,
                        figures.rows(),
                        figures.characters() >> 20,
                        figures.seconds(),
                        figures.rows() / figures.seconds(),
                        figures.mostInUse() >> 20);
            }
        }
    }

    /// @param characters how long the export was
    /// @param mostInUse bytes of the heap, rubbish included
    record Figures(long rows, long characters, double seconds, long mostInUse) {}

    /// A history of so many events, and the trail of it.
    static void write(PastServer server, long events, int users) {
        Instant begin = Instant.now();
        WrittenPast past = new WrittenPast(server.context(), PastServer.TENANT);
        past.write(new ManyChanges(users), events);
        LiveIndex live = server.context().getBean(LiveIndex.class);
        if (!live.await(PastServer.TENANT, past.seq(), Duration.ofMinutes(10))) {
            throw new IllegalStateException("the index did not reach " + past.seq());
        }
        server.awaitTrail(past.seq());
        OUT.printf(
                "written, folded and indexed in %d s%n",
                Duration.between(begin, Instant.now()).toSeconds());
    }

    static Figures export(PastServer server, String format) throws IOException {
        heap(MemoryPoolMXBean::resetPeakUsage);
        long began = System.nanoTime();
        long rows = 0;
        long characters = 0;
        try (var lines = new BufferedReader(new InputStreamReader(server.export(format), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows++;
                characters += line.length() + 1L;
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long[] most = {0};
        heap(pool -> most[0] += pool.getPeakUsage().getUsed());
        return new Figures(format.equals("csv") ? rows - 1 : rows, characters, seconds, most[0]);
    }

    private static void heap(Consumer<MemoryPoolMXBean> work) {
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .forEach(work);
    }
}

package io.mandate.bench.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/// Writes an erasure ledger of many lines, two for each person, and brings databases together with it that know
/// nothing of it yet: one that was restored, in which everybody lives, and one in which all are erased; then one that
/// knows all of it. Then starts a server in whose log persons live on who are to be deleted first. Prints the medians,
/// in seconds.
///
/// `LedgerBench [lines] [rounds] [persons]`, usually 1,000,000, 3 and 20,000.
public final class LedgerBench {
    private static final PrintStream OUT = System.out;

    private LedgerBench() {}

    public static void main(String[] arguments) throws IOException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int living = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20_000;
        Path folder = Files.createTempDirectory("mandate-ledger-bench");
        try (ErasedPersons persons = new ErasedPersons(folder, lines / 2)) {
            Map<String, List<Double>> seconds = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                round(persons, seconds);
            }
            OUT.printf(Locale.ROOT, "%,d lines, %,d MiB%n", lines, Files.size(persons.file()) >> 20);
            tell(seconds);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        tell(living(living));
    }

    private static void tell(Map<String, List<Double>> seconds) {
        seconds.forEach((what, all) -> OUT.printf(
                Locale.ROOT,
                "| %-45s | %6.2f s |%n",
                what,
                all.stream().sorted().toList().get(all.size() / 2)));
    }

    /// Once: they are deleted only once.
    private static Map<String, List<Double>> living(int count) throws IOException {
        Path folder = Files.createTempDirectory("mandate-revived-bench");
        try {
            RevivedPersons persons = new RevivedPersons(folder.resolve("data"), count);
            Map<String, List<Double>> seconds = new LinkedHashMap<>();
            measure(seconds, "start of a server", persons::startAndStop);
            persons.revive();
            measure(seconds, "start that deletes %,d persons first".formatted(count), persons::startAndStop);
            return seconds;
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    static void round(ErasedPersons persons, Map<String, List<Double>> seconds) throws IOException {
        measure(seconds, "reading the file plainly", () -> read(persons.file()));
        persons.live();
        persons.forgetLedger();
        measure(seconds, "start of a restored database", () -> persons.settle(persons.count()));
        persons.forgetLedger();
        measure(seconds, "start of one that knows nothing of it", () -> persons.settle(0));
        measure(seconds, "start of one that knows all of it", () -> persons.settle(0));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void measure(Map<String, List<Double>> seconds, String what, Work work) throws IOException {
        long began = System.nanoTime();
        work.run();
        seconds.computeIfAbsent(what, _ -> new ArrayList<>()).add((System.nanoTime() - began) / 1e9);
    }

    private static void read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] some = new byte[1 << 16];
            long read = 0;
            for (int more = bytes.read(some); more >= 0; more = bytes.read(some)) {
                read += more;
            }
            if (read != Files.size(file)) {
                throw new IllegalStateException("it was written to meanwhile");
            }
        }
    }
}

package io.mandate.bench.history;

import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import org.springframework.util.FileSystemUtils;

/// Prints how long a decision as of a random moment takes beside the same decision live, in turns and in one run,
/// and how long the first page of "who could" takes over a twelfth of the history.
///
/// `HistoryBench [users] [events] [questions]`, usually 100,000, 1,000,000 and 20,000.
public final class HistoryBench {
    private static final PrintStream OUT = System.out;
    private static final Duration CONFIRMED = Duration.ofSeconds(10);

    private HistoryBench() {}

    public static void main(String[] arguments) throws IOException {
        int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        long events = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
        int questions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20_000;
        Path data = Files.createTempDirectory("mandate-history-bench");
        try (PastServer server = new PastServer(data)) {
            Figures figures = measure(server, users, events, questions);
            OUT.printf("%,d users, %,d events%n", users, events);
            OUT.printf("live      p50 %7.3f ms  p99 %7.3f ms%n", figures.live50(), figures.live99());
            OUT.printf(
                    "as of     p50 %7.3f ms  p99 %7.3f ms  (%.2f x live; limit 1.5)%n",
                    figures.past50(), figures.past99(), figures.past99() / figures.live99());
            OUT.printf(
                    "who could p50 %7.1f ms  max %7.1f ms  first page of %d users (limit 300)%n",
                    figures.page50(), figures.pageMost(), figures.users());
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    /// In milliseconds.
    ///
    /// @param users how many could, of all pages
    record Figures(
            double live50, double live99, double past50, double past99, double page50, double pageMost, long users) {}

    static Figures measure(PastServer server, int users, long events, int questions) {
        Instant begin = Instant.now();
        WrittenPast past = new WrittenPast(server.context(), PastServer.TENANT);
        Instant first = past.at();
        past.write(new ManyChanges(users), events);
        LiveIndex live = server.context().getBean(LiveIndex.class);
        if (!live.await(PastServer.TENANT, past.seq(), Duration.ofMinutes(10))) {
            throw new IllegalStateException("the index did not reach " + past.seq());
        }
        // A small history is written faster than it is said to have happened; after a large one the head is confirmed
        // when all
        // of it was taken in.
        while (past.at().isAfter(Instant.now()) || live.age(PastServer.TENANT).compareTo(CONFIRMED) > 0) {
            Thread.onSpinWait();
        }
        OUT.printf(
                "written and folded in %d s%n",
                Duration.between(begin, Instant.now()).toSeconds());
        long micros = ChronoUnit.MICROS.between(first, past.at());
        Random random = new Random(3);
        double[] now = new double[questions];
        double[] then = new double[questions];
        for (int i = -questions / 4; i < questions; i++) {
            UserId user = ManyChanges.user(random.nextInt(users));
            Instant moment = first.plus(1 + (long) (random.nextDouble() * (micros - 1)), ChronoUnit.MICROS);
            double one = millis(() -> server.mayEdit(user, ""));
            double other = millis(() -> server.mayEdit(user, "\"as_of\": \"" + moment + "\""));
            if (i >= 0) {
                now[i] = one;
                then[i] = other;
            }
        }
        return pages(server, first, micros, random, now, then);
    }

    private static Figures pages(
            PastServer server, Instant first, long micros, Random random, double[] now, double[] then) {
        double[] pages = new double[30];
        long users = 0;
        for (int i = -10; i < pages.length; i++) {
            Instant from = first.plus((long) (micros * (0.4 + 0.5 * random.nextDouble())), ChronoUnit.MICROS);
            String window = "&from=" + from + "&to=" + from.plus(micros / 12, ChronoUnit.MICROS);
            String question = "/v1/history/access?node=commerce/invoices&action=edit" + window;
            double took = millis(() -> server.history(question));
            if (i >= 0) {
                pages[i] = took;
            }
            users = i == -10
                    ? server.history(question + "&count=true").path("count").asLong()
                    : users;
        }
        Arrays.sort(now);
        Arrays.sort(then);
        Arrays.sort(pages);
        return new Figures(
                at(now, 0.5), at(now, 0.99), at(then, 0.5), at(then, 0.99), at(pages, 0.5), at(pages, 1), users);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    private static double millis(Runnable work) {
        long since = System.nanoTime();
        work.run();
        return (System.nanoTime() - since) / 1e6;
    }
}

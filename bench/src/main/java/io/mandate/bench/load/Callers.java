package io.mandate.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// Callers that ask again and again, each on a connection of its own.
final class Callers {
    private Callers() {}

    /// What one caller sends.
    @FunctionalInterface
    interface Requests {
        byte[] next();
    }

    /// How many answers a second so many callers get; an answer that is no success ends it.
    ///
    /// @param requests what the caller of that number sends
    static double rate(int port, int callers, double seconds, IntFunction<Requests> requests)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        List<Future<Long>> counts = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            for (int caller = 0; caller < callers; caller++) {
                Requests own = requests.apply(caller);
                counts.add(threads.submit(() -> ask(port, own, end)));
            }
        }
        long answers = 0;
        for (Future<Long> count : counts) {
            answers += count.get();
        }
        return answers * 1e9 / (System.nanoTime() - begin);
    }

    private static long ask(int port, Requests requests, long end) throws IOException {
        long answers = 0;
        try (var connection = new KeepAlive(port)) {
            for (; System.nanoTime() < end; answers++) {
                KeepAlive.Answer answer = connection.ask(requests.next());
                if (answer.status() >= 300) {
                    throw new IllegalStateException("answered " + answer.status() + " " + answer.body());
                }
            }
        }
        return answers;
    }
}

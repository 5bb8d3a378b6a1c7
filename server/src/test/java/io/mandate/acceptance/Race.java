package io.mandate.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Many requests at the same moment.
final class Race {
    /// As many as meet where nothing else is said.
    static final int RACERS = 16;

    private Race() {}

    /// What sixteen requests are answered, in the order of their numbers.
    static List<Answer> of(IntFunction<Answer> requests) throws Exception {
        return of(RACERS, requests);
    }

    static List<Answer> of(int racers, IntFunction<Answer> requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(racers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = IntStream.range(0, racers)
                    .mapToObj(i -> threads.submit((Callable<Answer>) () -> {
                        start.await();
                        return requests.apply(i);
                    }))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}

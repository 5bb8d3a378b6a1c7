package io.mandate.command.races;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Starts work at the same moment on threads of its own and waits for all of it.
final class Together implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    <T> List<T> run(List<? extends Callable<T>> work) {
        CyclicBarrier start = new CyclicBarrier(work.size());
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> each : work) {
            running.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return each.call();
            }));
        }
        return running.stream().map(Together::result).toList();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(120, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a racer failed otherwise than by a refusal", e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("a racer did not come home", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.mandate.command.gate;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/// Does again what failed only because somebody else was there at the same moment. Under the tenant's lock
/// that is rare: it takes a deadlock with something outside of the gate, or a lock that was lost.
final class Retries {
    private static final int ATTEMPTS = 5;
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01");

    private Retries() {}

    static <T> T of(Supplier<T> attempt) {
        for (int failed = 1; ; failed++) {
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                if (failed == ATTEMPTS || !transientFailure(e)) {
                    throw e;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L, 5_000_000L << failed));
            }
        }
    }

    static boolean transientFailure(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> false;
            case ConcurrencyException _, AggregateStreamCreationException _ -> true;
            case SQLException e when TRANSIENT.contains(String.valueOf(e.getSQLState())) -> true;
            default -> transientFailure(failure.getCause());
        };
    }
}

package io.mandate.bench.replay;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// How long decisions take while something goes on: so many a second, each at its own time, so that one that is late
/// does not spare the next.
final class DecisionLatency {
    private static final int PER_SECOND = 200;
    private static final String QUESTION = """
        {"subject": {"type": "user", "id": "gil"}, "action": {"name": "view"},
         "resource": {"type": "commerce/orders", "id": "*"}}\
        """;

    private final ReplayServer server;
    private final String token;

    /// @param p50 in microseconds, and so is `p99`
    record Percentiles(long p50, long p99, int asked) {}

    DecisionLatency(ReplayServer server, String token) {
        this.server = server;
        this.token = token;
    }

    Percentiles during(BooleanSupplier goesOn) throws InterruptedException {
        long[] micros = new long[PER_SECOND * 600];
        int asked = 0;
        long due = System.nanoTime();
        while (asked < micros.length && goesOn.getAsBoolean()) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            server.post("/access/v1/evaluation", token, QUESTION);
            micros[asked++] = (System.nanoTime() - due) / 1_000;
            due += TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        }
        Arrays.sort(micros, 0, asked);
        return new Percentiles(micros[asked / 2], micros[asked * 99 / 100], asked);
    }
}

package io.mandate.bench.replay;

import io.mandate.bench.rebuild.StoredHistory;
import io.mandate.bench.replay.DecisionLatency.Percentiles;
import io.mandate.events.values.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/// Registers many records by one job, or writes a mixed history, in which users change again and again, straight
/// into the log; and then replays all models from these events, in turn paced and at full speed, while decisions are
/// asked for;
/// the first replay warms up. Prints events a second beside plainly reading the same rows, and the latency of decisions
/// beside that without any replay.
///
/// Arguments, all optional: `mixed`, events (500,000) and seconds of idling (10).
public final class ReplayBench {
    private static final String TENANT = "long";
    private static final TenantId MIXED = new TenantId("mixed");
    private static final String IDLE = "nothing else";
    private static final String PACED = "paced";
    private static final int ROUNDS = 3;
    private static final int PAGE = 25_000;

    private final ReplayServer server;
    private final String administrator;
    private final DecisionLatency decisions;
    private final Map<String, List<Long>> p99 = new HashMap<>();
    private final Map<String, List<Double>> rates = new HashMap<>();

    private ReplayBench(ReplayServer server) {
        this.server = server;
        this.administrator = server.post("/v1/tenants", server.operator(), """
            {"id": "%s", "zone": "UTC", "label": "Bench", "catalog": "commerce",
             "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}\
            """.formatted(TENANT))
                .path("secret")
                .asString();
        server.post("/v1/services", administrator, "{\"id\": \"shop\", \"label\": \"Shop\"}");
        String asker = server.post("/v1/tokens", administrator, "{\"principal\": \"shop\"}")
                .path("secret")
                .asString();
        this.decisions = new DecisionLatency(server, asker);
    }

    @SuppressWarnings("SystemOut") // its only purpose
    public static void main(String[] all) throws IOException, InterruptedException {
        boolean mixed = all.length > 0 && all[0].equals("mixed");
        List<String> arguments = List.of(all).subList(mixed ? 1 : 0, all.length);
        int events = arguments.isEmpty() ? 500_000 : Integer.parseInt(arguments.getFirst());
        int seconds = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 10;
        Path folder = Files.createTempDirectory("mandate-bench");
        try (var server = ReplayServer.on(folder)) {
            var bench = new ReplayBench(server);
            if (mixed) {
                new StoredHistory(server.context(), MIXED).write(events);
            } else {
                bench.register(events);
            }
            bench.awaitModels();
            bench.warmUp(seconds);
            System.out.printf("| %-32s | events/s | decisions p50 us | p99 us |%n|---|---|---|---|%n", "what");
            for (int round = 0; round < ROUNDS; round++) {
                bench.idle(seconds);
                row("reading the rows plainly", bench.plainly(mixed ? MIXED.value() : TENANT), null);
                bench.replay(PACED);
                bench.replay("full");
            }
            bench.ratios();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void register(int records) throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < records; i++) {
            lines.append(
                    "{\"resource\": \"commerce/invoices\", \"id\": \"INV-%d\", \"creator\": \"gil\"}\n".formatted(i));
        }
        String job = server.post(
                        "/v1/jobs?kind=register-records", administrator, "application/x-ndjson", lines.toString())
                .path("id")
                .asString();
        while (!server.get("/v1/jobs/" + job, administrator)
                .path("state")
                .asString()
                .equals("DONE")) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void awaitModels() throws InterruptedException {
        while (server.get("/v1/operations/projections", server.operator())
                        .path("behind")
                        .asLong()
                > 0) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /// What a long replay does most of the time is compiled code.
    private void warmUp(int seconds) throws InterruptedException {
        decisions.during(lasting(seconds));
        replay(PACED);
        p99.clear();
        rates.clear();
    }

    private void idle(int seconds) throws InterruptedException {
        Percentiles percentiles = decisions.during(lasting(seconds));
        row(IDLE, 0, percentiles);
        remember(IDLE, percentiles);
    }

    private void remember(String what, Percentiles percentiles) {
        p99.computeIfAbsent(what, _ -> new ArrayList<>()).add(percentiles.p99());
    }

    /// The medians of all rounds, beside their limits.
    @SuppressWarnings("SystemOut")
    private void ratios() {
        for (String pace : new String[] {PACED, "full"}) {
            boolean paced = pace.equals(PACED);
            System.out.printf(
                    Locale.ROOT,
                    "%nreplay, %s: %,.0f events/s (limit %s); p99 of decisions meanwhile: %.2f x that of \"%s\"%s%n",
                    pace,
                    median(rates, pace),
                    paced ? "30,000" : "50,000",
                    median(p99, pace) / median(p99, IDLE),
                    IDLE,
                    paced ? " (limit 2)" : "");
        }
    }

    private static double median(Map<String, ? extends List<? extends Number>> figures, String what) {
        double[] sorted = Objects.requireNonNull(figures.get(what)).stream()
                .mapToDouble(Number::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private void replay(String pace) throws InterruptedException {
        String id = server.post("/v1/replays", server.operator(), "{\"pace\": \"" + pace + "\"}")
                .path("id")
                .asString();
        while (state(id).path("state").asString().equals("REQUESTED")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Watch watch = new Watch(id);
        Percentiles percentiles = decisions.during(watch);
        row("replay, " + pace, watch.perSecond(), percentiles);
        remember(pace, percentiles);
        rates.computeIfAbsent(pace, _ -> new ArrayList<>()).add(watch.perSecond());
        while (!state(id).path("state").asString().equals("READY")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        server.post("/v1/replays/" + id + "/abandon", server.operator(), "");
        while (!state(id).path("state").asString().equals("ABANDONED")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /// Looks five times a second whether a replay is still building, and how far it is; from a thread of its own,
    /// so that no decision waits for the answer.
    private final class Watch implements BooleanSupplier, Runnable {
        private final String id;
        private final long began = System.nanoTime();
        private volatile long lookedAt = began;
        private volatile long done;
        private volatile boolean building = true;

        Watch(String id) {
            this.id = id;
            Thread.ofPlatform().name("watch").daemon().start(this);
        }

        @Override
        public void run() {
            try {
                while (building) {
                    TimeUnit.MILLISECONDS.sleep(200);
                    look();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                building = false;
            }
        }

        private void look() {
            JsonNode replay = state(id);
            lookedAt = System.nanoTime();
            done = replay.at("/events/done").asLong();
            building = replay.path("state").asString().equals("BUILDING")
                    && done < replay.at("/events/total").asLong();
        }

        @Override
        public boolean getAsBoolean() {
            return building;
        }

        double perSecond() {
            return done * 1e9 / (lookedAt - began);
        }
    }

    private JsonNode state(String id) {
        return server.get("/v1/replays/" + id, server.operator());
    }

    /// Events a second of reading what a replay reads, and nothing else.
    private double plainly(String tenant) {
        var sql = new JdbcTemplate(server.context().getBean(DataSource.class));
        long begin = System.nanoTime();
        int read = 0;
        int page;
        do {
            page = sql.query(
                            "select * from mandate.domain_event where tenant = ? and seq > ? and seq <= ? order by seq",
                            (row, _) -> row.getBytes("payload").length + row.getBytes("metadata").length,
                            tenant,
                            read,
                            read + PAGE)
                    .size();
            read += page;
        } while (page == PAGE);
        return read * 1e9 / (System.nanoTime() - begin);
    }

    private static BooleanSupplier lasting(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return () -> System.nanoTime() < end;
    }

    @SuppressWarnings("SystemOut")
    private static void row(String what, double perSecond, @Nullable Percentiles decisions) {
        System.out.printf(
                Locale.ROOT,
                "| %-32s | %,8.0f | %16s | %6s |%n",
                what,
                perSecond,
                decisions == null ? "" : decisions.p50(),
                decisions == null ? "" : decisions.p99());
    }
}

package io.mandate.bench.rebuild;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Hold;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionRebuild;
import io.mandate.store.follow.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.FileSystemUtils;

/// Generates a history once and makes the read models from it in several rounds, in turn with reading the same rows
/// plainly. Prints the medians, events a second, beside their limits.
///
/// Arguments, both optional: events (1,000,000) and rounds (3).
public final class RebuildBench {
    private static final TenantId TENANT = new TenantId("long");
    private static final int PAGE = 25_000;
    private static final Hold FULL = Hold.full(10_000);
    private static final Hold PACED = Hold.sparing(1_000, Duration.ofSeconds(10));

    private final LongStore store;
    private final int events;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, String> limits = new HashMap<>();

    private RebuildBench(LongStore store, int events) {
        this.store = store;
        this.events = events;
    }

    @SuppressWarnings("SystemOut") // its only purpose
    public static void main(String[] arguments) throws IOException, SQLException {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path folder = Files.createTempDirectory("mandate-bench");
        try (var store = new LongStore(folder)) {
            long begin = System.nanoTime();
            new StoredHistory(store.parts(), TENANT).write(events);
            System.out.printf(
                    Locale.ROOT, "%,d events generated in %.0f s%n", events, (System.nanoTime() - begin) / 1e9);
            var bench = new RebuildBench(store, events);
            for (int round = 0; round < rounds; round++) {
                bench.round();
            }
            bench.print();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @SuppressWarnings("SystemOut")
    private void print() {
        System.out.printf("%n| %-45s | events/s | of plain reading | limit |%n|---|---|---|---|%n", "what");
        double plain = median(rates.values().iterator().next());
        rates.forEach((what, each) -> System.out.printf(
                Locale.ROOT,
                "| %-45s | %,8.0f | %.3f | %s |%n",
                what,
                median(each),
                median(each) / plain,
                limits.get(what)));
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    private void round() throws SQLException {
        List<Projection> all = projections();
        List<Projection> lists = all.stream()
                .filter(projection -> !projection.name().equals("audit"))
                .toList();
        measure("reading the rows plainly", "", this::rows);
        measure("reading events, sealed, as the index does", "150,000", () -> events(EventReader.Personal.SEALED));
        measure("reading events as read models do", "", () -> events(Projection.READS));
        measure("rebuild of the lists (" + lists.size() + " models)", "150,000", () -> rebuild(lists, FULL));
        measure("rebuild of all models, audit too (" + all.size() + ")", "50,000", () -> rebuild(all, FULL));
        measure("the same as a paced replay, without its limit", "30,000", () -> rebuild(all, PACED));
    }

    private void measure(String what, String limit, Work work) throws SQLException {
        limits.put(what, limit);
        long begin = System.nanoTime();
        work.run();
        rates.computeIfAbsent(what, _ -> new ArrayList<>()).add(events * 1e9 / (System.nanoTime() - begin));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void rows() throws SQLException {
        try (Connection connection = store.pool().getConnection();
                var statement = connection.prepareStatement("select * from mandate.domain_event"
                        + " where tenant = ? and seq > ? and seq <= ? order by seq")) {
            for (long after = 0; after < events; after += PAGE) {
                statement.setString(1, TENANT.value());
                statement.setLong(2, after);
                statement.setLong(3, after + PAGE);
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        row.getBytes("payload");
                        row.getBytes("metadata");
                    }
                }
            }
        }
    }

    private void events(EventReader.Personal personal) {
        EventReader reader = store.get(EventReader.class);
        long after = 0;
        for (var commits = reader.commits(TENANT, after, PAGE, personal);
                !commits.isEmpty();
                commits = reader.commits(TENANT, after, PAGE, personal)) {
            after = commits.getLast().lastSeq();
        }
    }

    private void rebuild(List<Projection> projections, Hold hold) throws SQLException {
        try (Connection connection = store.pool().getConnection()) {
            connection.setAutoCommit(false);
            if (hold.packed()) {
                // A paced replay takes one processor for its indexes.
                try (var statement = connection.createStatement()) {
                    statement.execute("SET max_parallel_maintenance_workers = 0");
                }
            }
            var generation = new ProjectionRebuild(projections, store.get(EventReader.class)).rebuild(connection, hold);
            connection.commit();
            try (var drop = connection.prepareStatement("SELECT mandate.drop_query_generation(?)");
                    var reset = connection.createStatement()) {
                drop.setInt(1, generation.number());
                drop.execute();
                reset.execute("RESET max_parallel_maintenance_workers");
            }
            connection.commit();
        }
    }

    private static List<Projection> projections() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        List<Projection> projections = new ArrayList<>();
        for (BeanDefinition found : scanner.findCandidateComponents("io.mandate.query")) {
            projections.add(made(String.valueOf(found.getBeanClassName())));
        }
        return projections;
    }

    private static Projection made(String name) {
        try {
            var constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Projection) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be made", e);
        }
    }
}

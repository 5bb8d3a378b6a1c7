package io.mandate.store.follow;

import static io.mandate.store.Samples.rules;

import io.mandate.events.DomainEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.append.CommitWriter;
import io.mandate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A process that writes: threads that commit in every order, abort, or hang with the lock held and then do either.
final class WriterProcess {
    static final int TENANTS = 4;
    private static final int THREADS = 6;
    private static final int TRANSACTIONS = 40;

    private WriterProcess() {}

    static TenantId tenant(int number) {
        return new TenantId("tenant-" + number);
    }

    public static void main(String[] arguments) throws InterruptedException {
        var database = new TestDatabase(arguments[0], Integer.parseInt(arguments[1]));
        int seed = Integer.parseInt(arguments[3]);
        try (StoreNode node = StoreNode.on(database, Path.of(arguments[2]))) {
            List<Thread> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(1_000L * seed + thread);
                threads.add(Thread.ofPlatform().start(() -> write(node, random)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void write(StoreNode node, Random random) {
        for (int i = 0; i < TRANSACTIONS; i++) {
            try {
                transaction(node, tenant(random.nextInt(TENANTS)), random);
            } catch (Aborted _) {
                // On purpose.
            }
        }
    }

    private static void transaction(StoreNode node, TenantId tenant, Random random) {
        int kind = random.nextInt(10);
        // Each event says how many its commit has.
        int size = 1 + random.nextInt(5);
        DomainEvent[] events =
                IntStream.range(0, size).mapToObj(_ -> rules(size)).toArray(DomainEvent[]::new);
        node.inTransaction(() -> {
            Samples.append(node, tenant, Samples.by(Samples.GIL), events);
            node.get(CommitWriter.class).flush();
            sleepInDatabase(node, kind < 2 ? 0.05 + random.nextDouble() / 10 : random.nextDouble() / 200);
            if (kind == 0 || kind == 9) {
                throw new Aborted();
            }
            return true;
        });
        node.get(CommitNotifier.class).committed(tenant);
    }

    private static void sleepInDatabase(StoreNode node, double seconds) {
        node.sql()
                .sql("select 1 from pg_sleep(?)")
                .param(seconds)
                .query(Integer.class)
                .single();
    }

    private static final class Aborted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Aborted() {
            super("on purpose", null, false, false);
        }
    }
}

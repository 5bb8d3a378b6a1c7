package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import io.mandate.store.journal.Spool.Batch;
import io.mandate.store.work.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings what is in the spool into the chain, each entry exactly once: which batch of a spool a tenant's journal has
/// is written in the transaction that adds it. What a killed process left comes first.
final class SpoolDrain {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolDrain.class);
    /// So many entries are written with one statement.
    private static final int MOST = 500;
    /// Whoever comes so soon after another shares his transaction.
    private static final long GATHER = Duration.ofMillis(5).toNanos();

    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final Spool spool;
    private final JournalChain chain;
    private final JdbcClient database;
    private final TransactionTemplate own;
    /// In their order: what was left, and what could not be written yet.
    private final List<Batch> owed;
    private final Pause pause = new Pause();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("journal-spool").unstarted(this::run);

    /// @param left by processes before this one
    SpoolDrain(Spool spool, List<Batch> left, JournalChain chain, DataSource database, TransactionTemplate own) {
        this.spool = spool;
        this.owed = new ArrayList<>(left);
        this.chain = chain;
        this.database = JdbcClient.create(database);
        this.own = own;
    }

    void start() {
        if (!owed.isEmpty()) {
            LOG.info("Notes of looks at the past that a process before this one left are added to the journal");
        }
        pause.wake();
        thread.start();
    }

    /// There is something in the spool.
    void wake() {
        pause.wake();
    }

    /// What one spool has for one tenant, which comes into the chain in its order: the mark of a later batch would say
    /// of an earlier one that it is there.
    private record Line(UUID spool, TenantId tenant) {}

    /// Returns when everything that was in the spool is in the chain, or throws what prevented it. Of several tenants
    /// none holds up the others.
    synchronized void now() {
        RuntimeException failure = null;
        Set<Line> stopped = new HashSet<>();
        spool.take().ifPresent(owed::add);
        for (Batch batch : List.copyOf(owed)) {
            try {
                write(batch, stopped);
                if (batch.entries().isEmpty()) {
                    owed.remove(batch);
                    forget(batch);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        spool.holdBack(owed.stream()
                .flatMap(batch -> batch.entries().keySet().stream())
                .collect(Collectors.toSet()));
        if (failure != null) {
            throw failure;
        }
    }

    /// How many entries that processes before this one left are not in the chain yet.
    synchronized long left() {
        return owed.stream().filter(this::isLeft).mapToLong(Batch::size).sum();
    }

    /// Ends, after a last time.
    void stop() {
        pause.end();
        try {
            now();
            forgetMarks(spool.id());
            spool.delete();
        } catch (RuntimeException e) {
            LOG.warn("The last notes for the journal are kept in a file until the next start: {}", e.toString());
        }
    }

    /// Removes from the batch what is in the chain.
    ///
    /// @param stopped what has failed since the last time, so that nothing may come after it
    private void write(Batch batch, Set<Line> stopped) {
        RuntimeException failure = null;
        Iterator<Map.Entry<TenantId, List<byte[]>>> tenants =
                batch.entries().entrySet().iterator();
        while (tenants.hasNext()) {
            Map.Entry<TenantId, List<byte[]>> next = tenants.next();
            Line line = new Line(batch.origin().spool(), next.getKey());
            if (stopped.contains(line)) {
                continue;
            }
            try {
                own.executeWithoutResult(_ -> append(batch, next.getKey(), next.getValue()));
                tenants.remove();
            } catch (RuntimeException e) {
                stopped.add(line);
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void append(Batch batch, TenantId tenant, List<byte[]> entries) {
        if (marked(batch, tenant)) {
            for (int from = 0; from < entries.size(); from += MOST) {
                chain.append(tenant, entries.subList(from, Math.min(from + MOST, entries.size())));
            }
        }
    }

    /// Whether the batch is not in the chain yet; with this transaction it is.
    private boolean marked(Batch batch, TenantId tenant) {
        return database.sql("""
                        insert into mandate.journal_spool as s (spool, tenant, batch) values (?, ?, ?)
                        on conflict (spool, tenant) do update set batch = excluded.batch
                        where s.batch < excluded.batch""")
                        .params(
                                batch.origin().spool(),
                                tenant.value(),
                                batch.origin().number())
                        .update()
                == 1;
    }

    private void forget(Batch batch) {
        batch.letGo().run();
        UUID of = batch.origin().spool();
        if (isLeft(batch)
                && owed.stream().noneMatch(other -> other.origin().spool().equals(of))) {
            forgetMarks(of);
        }
    }

    private boolean isLeft(Batch batch) {
        return !batch.origin().spool().equals(spool.id());
    }

    private void forgetMarks(UUID of) {
        database.sql("delete from mandate.journal_spool where spool = ?")
                .param(of)
                .update();
    }

    private void run() {
        while (!pause.ended()) {
            pause.await();
            pause.rest(GATHER);
            try {
                now();
            } catch (RuntimeException e) {
                LOG.warn(
                        "Notes for the journal wait in a file; they are written as soon as that is possible: {}",
                        e.toString());
                pause.rest(AGAIN);
                pause.wake();
            }
        }
    }
}

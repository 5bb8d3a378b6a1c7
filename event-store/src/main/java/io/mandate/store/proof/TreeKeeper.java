package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import io.mandate.store.lead.Leadership;
import io.mandate.store.lead.Leadership.Over;
import io.mandate.store.proof.key.ProofKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Keeps the hash trees at the heads of the logs while this process leads; otherwise asks every 200 ms whether it
/// may.
///
/// It looks at the heads itself instead of following decoded commits: a proof is of bytes, and must go on where an
/// event cannot be read. A tenant whose rows do not fit together is put aside and told of, the others go on.
public final class TreeKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TreeKeeper.class);
    private static final long ASK_AGAIN = 200;
    private static final long LOOK_NANOS = 250_000_000;
    /// A look at all heads may take a twentieth of the time, however many tenants there are.
    private static final int LOOK_SHARE = 20;
    private static final long TRY_AGAIN_NANOS = 30_000_000_000L;

    private final DataSource source;
    private final ProofKeys keys;
    private final StoreId store;
    private final Anchoring anchoring;
    private final Thread thread;
    private final Map<TenantId, Broken> broken = new ConcurrentHashMap<>();
    private long lookCost;
    private volatile boolean stopped;
    private volatile boolean leading;

    private record Broken(String why, long tryAgainAt) {}

    /// @param source connections of the runtime role; the leader keeps one of them for as long as it leads, and borrows
    ///     another one where it anchors
    public TreeKeeper(DataSource source, ProofKeys keys, StoreId store, Anchoring anchoring) {
        this.source = source;
        this.keys = keys;
        this.store = store;
        this.anchoring = anchoring;
        this.thread = Thread.ofPlatform().name("proofs").daemon().unstarted(this::run);
    }

    /// Begins to ask for leadership.
    public void start() {
        thread.start();
    }

    /// Whether this process keeps the trees at present.
    public boolean leading() {
        return leading;
    }

    /// The tenants put aside by this process, each with what does not fit.
    public Map<TenantId, String> broken() {
        return broken.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().why()));
    }

    /// What went wrong when it was last tried to anchor; empty if all went well.
    public Optional<String> anchorFailure() {
        return anchoring.failure();
    }

    /// Stops, anchors what is not anchored yet if this process leads, and gives the leadership up.
    @Override
    public void close() {
        stopped = true;
        synchronized (thread) {
            thread.notifyAll();
        }
        try {
            thread.join(15_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                Optional<Leadership> leadership = Leadership.tryToLead(source, Over.PROOFS);
                if (leadership.isPresent()) {
                    lead(leadership.get());
                }
            } catch (SQLException | RuntimeException e) {
                if (!stopped) {
                    LOG.warn("Keeping the hash trees failed and is tried again: {}", e.toString());
                }
            }
            pause(ASK_AGAIN * 1_000_000);
        }
    }

    private void lead(Leadership leadership) throws SQLException {
        try (leadership;
                AnchorWork anchors = AnchorWork.begin(anchoring, source)) {
            Connection connection = leadership.connection();
            JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            TreeGrowth growth = new TreeGrowth(database, keys, store.value(), anchoring.folder(), TreeGrowth.BATCH);
            Map<TenantId, TenantCheckpoint> signed = new HashMap<>();
            broken.clear();
            leading = true;
            while (!stopped) {
                boolean more = round(connection, database, growth, signed);
                if (!more) {
                    pause(Math.max(LOOK_NANOS, lookCost * LOOK_SHARE));
                }
            }
            round(connection, database, growth, signed);
            anchors.finish();
        } finally {
            leading = false;
        }
    }

    private record Lag(TenantId tenant, long head, long journalHead) {}

    /// Takes every tenant that lags one batch further. False where none has more: what comes next may wait a
    /// moment, since each time costs a signature and a transaction, whether for one event or for thousands.
    private boolean round(
            Connection connection, JdbcClient database, TreeGrowth growth, Map<TenantId, TenantCheckpoint> signed)
            throws SQLException {
        long began = System.nanoTime();
        int epoch = database.sql("select coalesce(max(epoch), 0) from mandate.proof_key")
                .query(Integer.class)
                .single();
        List<Lag> lagging = epoch == keys.epoch() ? lagging(database) : List.of();
        connection.commit();
        lookCost = System.nanoTime() - began;
        boolean more = false;
        for (Lag lag : lagging) {
            Broken aside = broken.get(lag.tenant());
            if (aside == null || System.nanoTime() - aside.tryAgainAt() >= 0) {
                more |= grow(connection, growth, lag, signed);
            }
        }
        return more;
    }

    private boolean grow(Connection connection, TreeGrowth growth, Lag lag, Map<TenantId, TenantCheckpoint> signed)
            throws SQLException {
        try {
            TreeGrowth.Grown grown = growth.grow(lag.tenant(), lag.head(), lag.journalHead(), signed.get(lag.tenant()));
            connection.commit();
            if (grown.checkpoint() != null) {
                signed.put(lag.tenant(), grown.checkpoint());
            }
            broken.remove(lag.tenant());
            return grown.more();
        } catch (DataAccessResourceFailureException e) {
            throw e;
        } catch (RuntimeException e) {
            connection.rollback();
            putAside(lag.tenant(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void putAside(TenantId tenant, String why) {
        Broken before = broken.put(tenant, new Broken(why, System.nanoTime() + TRY_AGAIN_NANOS));
        if (before == null || !before.why().equals(why)) {
            LOG.error("Nothing more is signed of tenant {}: {}. Run mandate verify.", tenant, why);
        }
    }

    private static List<Lag> lagging(JdbcClient database) {
        return database.sql("""
                        select tenant, coalesce(h.seq, 0), coalesce(j.seq, 0)
                        from mandate.tenant_head h full join mandate.journal_head j using (tenant)
                          left join mandate.proof_tree t using (tenant)
                        where coalesce(h.seq, 0) > coalesce(t.size, 0) or coalesce(j.seq, 0) > coalesce(t.journal_size, 0)""")
                .query((row, _) -> new Lag(new TenantId(row.getString(1)), row.getLong(2), row.getLong(3)))
                .list();
    }

    private void pause(long nanos) {
        synchronized (thread) {
            if (!stopped) {
                try {
                    thread.wait(nanos / 1_000_000, 1);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    stopped = true;
                }
            }
        }
    }
}

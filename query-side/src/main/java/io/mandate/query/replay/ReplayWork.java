package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.GenerationLocks;
import io.mandate.query.projection.Generations;
import io.mandate.query.projection.ModelWriter;
import io.mandate.query.projection.Projection;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.follow.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Works on one replay, step by step, on the connection that holds the right to. After each step all that was done is
/// stored: whoever comes next, after a crash or on another node, goes on from there.
final class ReplayWork {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayWork.class);
    private static final long FOLLOW_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Connection connection;
    private final DataSource source;
    private final List<Projection> projections;
    private final EventReader reader;
    private final TenantRegistry tenants;
    private final Generations generations;
    private final ReplayStore store;
    private final Standings standings;
    private final JdbcClient sql;
    private final String id;
    private final Speed speed;
    private final Pacer pacer;
    private final TenantReplays bounds;
    private @Nullable ModelWriter writer;
    private long followedAt = System.nanoTime() - FOLLOW_EVERY;
    private long toldRate;

    /// @param connection without auto-commit, and nobody else's
    /// @param paced what is meant by a paced replay
    ReplayWork(
            Connection connection,
            DataSource source,
            List<Projection> projections,
            EventReader reader,
            TenantRegistry tenants,
            Replay replay,
            Speed paced,
            TenantReplays bounds) {
        this.connection = connection;
        this.source = source;
        this.projections = projections;
        this.reader = reader;
        this.tenants = tenants;
        this.generations = new Generations(projections);
        this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.store = new ReplayStore(sql);
        this.standings = new Standings(sql);
        this.id = replay.id();
        this.bounds = bounds;
        this.speed = replay.pace() == Pace.PACED ? paced : Speed.FULL;
        this.pacer = new Pacer(speed.perSecond(), System.nanoTime());
    }

    /// Does what is next; answers how many milliseconds nothing has to be done, negative when the replay is over.
    long step() throws SQLException {
        Replay replay = store.find(id).orElseThrow();
        if (replay.state().over()) {
            connection.commit();
            return -1;
        }
        if (replay.wish() != null) {
            grant(replay, replay.wish());
            connection.commit();
            return 0;
        }
        if (bounds.left(store, replay).isNegative()) {
            store.failed(replay, "it was not compared within " + bounds.longest());
            connection.commit();
            return -1;
        }
        Optional<Generation> live = Generations.current(connection);
        connection.commit();
        if (live.isEmpty()) {
            return 250; // the models are being made for the first time
        }
        if (shapeChanged(replay, live.get())) {
            store.failed(replay, "the read models have another shape now");
            connection.commit();
            return -1;
        }
        return next(replay, live.get());
    }

    private long next(Replay replay, Generation live) throws SQLException {
        return switch (replay.state()) {
            case REQUESTED -> begin(replay, live);
            case BUILDING -> build(replay, live);
            case COMPARING -> compare(replay, live);
            case READY -> follow(replay, live);
            case SWITCHING -> replace(replay, live);
            case HELD, SWITCHED, COMPARED, ABANDONED, FAILED -> 250;
        };
    }

    private void grant(Replay replay, Wish wish) {
        Optional<ReplayState> next = replay.state().after(wish);
        if (next.isPresent() && wish == Wish.CONTINUE) {
            store.unbounded(replay);
        }
        store.enter(replay, next.orElse(replay.state()), wish);
        LOG.info("Replay {}: {} is {}", replay.id(), wish, next.isPresent() ? "granted" : "not possible any more");
    }

    private boolean shapeChanged(Replay replay, Generation live) throws SQLException {
        boolean same = generations.fits(connection, live)
                && (replay.generation() == null || generations.fits(connection, replay.generation()));
        connection.commit();
        return !same;
    }

    private long begin(Replay replay, Generation live) throws SQLException {
        if (replay.upTo() != null) {
            Map<TenantId, Long> upTo = new HashMap<>();
            for (TenantId tenant : replay.tenant() == null ? tenants.all() : List.of(replay.tenant())) {
                upTo.put(tenant, reader.seqAt(tenant, replay.upTo()));
            }
            store.target(replay.id(), upTo);
        } else if (replay.bounded()) {
            store.targetLive(replay, live);
        }
        Generation made = generations.create(connection);
        store.begun(replay, made);
        store.prune();
        connection.commit();
        LOG.info("Replay {} makes {} as generation {}", replay.id(), replay.models(), made.number());
        return 0;
    }

    private long build(Replay replay, Generation live) throws SQLException {
        if (fold(replay, live, !replay.bounded())) {
            return 0;
        }
        if (replay.indexed()) {
            store.enter(replay, ReplayState.COMPARING, null);
        } else {
            index(replay, own(replay));
            store.indexed(replay);
        }
        connection.commit();
        return 0;
    }

    /// A paced replay takes one processor for its indexes, however many PostgreSQL would use.
    private void index(Replay replay, List<Projection> models) throws SQLException {
        if (speed.limited()) {
            execute("SET LOCAL max_parallel_maintenance_workers = 0");
        }
        new Generations(models).index(connection, replay.made());
    }

    private long follow(Replay replay, Generation live) throws SQLException {
        if (writer(replay).behind() || System.nanoTime() - followedAt >= FOLLOW_EVERY) {
            followedAt = System.nanoTime();
            return fold(replay, live, false) ? 0 : 250;
        }
        return 250;
    }

    /// Both are brought to one position while the live one stands still; then a snapshot sees them there for as long
    /// as comparing takes, and they go on.
    private long compare(Replay replay, Generation live) throws SQLException {
        if (fold(replay, live, !replay.bounded())) {
            return 0;
        }
        try (Connection snapshot = source.getConnection()) {
            snapshot.setAutoCommit(false);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            JdbcClient compared = JdbcClient.create(new SingleConnectionDataSource(snapshot, true));
            GenerationLocks.holdStill(connection, live);
            try {
                catchUp(replay, live);
                compared.sql("SET LOCAL statement_timeout = " + bounds.statementTimeout(store, replay))
                        .update();
                compared.sql("SELECT generation FROM mandate.query_pointer")
                        .query()
                        .singleRow();
            } finally {
                GenerationLocks.letGo(connection, live);
            }
            List<Projection> models = replay.whole() ? projections : own(replay);
            long listed = new Comparison(compared, replay, live).run(models);
            snapshot.commit();
            store.compared(replay, listed);
        }
        store.enter(replay, afterComparing(replay), null);
        connection.commit();
        return 0;
    }

    private static ReplayState afterComparing(Replay replay) {
        if (replay.tenant() != null) {
            return ReplayState.COMPARED;
        }
        return replay.bounded() ? ReplayState.HELD : ReplayState.READY;
    }

    /// Models that were not made again are copied as they stand at one position; the others are folded up to exactly
    /// there, from where all follow together.
    private long replace(Replay replay, Generation live) throws SQLException {
        if (!replay.whole() && !replay.copied()) {
            copy(replay, live);
            return 0;
        }
        if (fold(replay, live, replay.whole())) {
            return 0;
        }
        if (!replay.whole()) {
            index(replay, others(replay));
            store.whole(replay);
            store.forgetTargets(replay.id());
            connection.commit();
            writer = null;
            return 0;
        }
        GenerationLocks.holdStill(connection, live);
        try {
            catchUp(replay, live);
            point(replay, live);
        } finally {
            GenerationLocks.letGo(connection, live);
        }
        return 0;
    }

    private void copy(Replay replay, Generation live) throws SQLException {
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        execute("SET LOCAL statement_timeout = 0");
        store.targetLive(replay, live);
        for (Projection other : others(replay)) {
            for (var table : other.tables()) {
                execute("INSERT INTO " + replay.made().table(table) + " SELECT * FROM " + live.table(table));
            }
        }
        store.copied(replay);
        connection.commit();
        writer = null;
    }

    private void point(Replay replay, Generation live) throws SQLException {
        long behind = standings.behind(replay, live);
        if (behind > 0) {
            store.enter(replay, ReplayState.READY, null);
            store.troubled(replay, behind + " tenants cannot be brought to the live position");
        } else {
            execute("SET LOCAL synchronous_commit = on");
            generations.pointTo(connection, replay.made());
            store.enter(replay, ReplayState.SWITCHED, null);
            LOG.info(
                    "Replay {}: generation {} is read now",
                    replay.id(),
                    replay.made().number());
        }
        connection.commit();
    }

    /// Folds a batch, unless nothing is missing or, if that will do, less than one batch: that much is caught up in a
    /// moment, while the live models stand still. False where nothing was done.
    private boolean fold(Replay replay, Generation live, boolean nearWillDo) throws SQLException {
        ModelWriter to = writer(replay);
        if (!to.behind()) {
            Map<TenantId, Long> missing = standings.missing(replay, live);
            connection.commit();
            if (missing.isEmpty() || (nearWillDo && lag(replay, missing) <= speed.batch())) {
                return false;
            }
            to.catchUp(missing);
        }
        long before = to.written();
        to.holdOn(speed.batch(), speed.held());
        pause(pacer.done(to.written() - before, System.nanoTime()));
        tellRate(replay);
        return true;
    }

    /// Folds all that is missing, at once: the live models stand still meanwhile.
    private void catchUp(Replay replay, Generation live) throws SQLException {
        ModelWriter to = writer(replay);
        to.catchUp(standings.missing(replay, live));
        connection.commit();
        while (to.behind()) {
            to.readOn(Speed.FULL.batch());
        }
    }

    private long lag(Replay replay, Map<TenantId, Long> missing) throws SQLException {
        Map<TenantId, Long> reached = writer(replay).positions();
        return missing.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - reached.getOrDefault(entry.getKey(), 0L))
                .sum();
    }

    private ModelWriter writer(Replay replay) throws SQLException {
        ModelWriter ready = writer;
        if (ready == null) {
            List<Projection> folded = replay.whole() ? projections : own(replay);
            ready = new ModelWriter(connection, replay.made(), folded, reader);
            writer = ready;
        }
        return ready;
    }

    private void tellRate(Replay replay) throws SQLException {
        if (pacer.rate() != toldRate) {
            toldRate = pacer.rate();
            store.rate(replay, toldRate);
            connection.commit();
        }
    }

    private List<Projection> own(Replay replay) {
        return projections.stream()
                .filter(projection -> replay.models().contains(projection.name()))
                .toList();
    }

    private List<Projection> others(Replay replay) {
        return projections.stream()
                .filter(projection -> !replay.models().contains(projection.name()))
                .toList();
    }

    private void execute(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.mandate.query.replay;

import io.mandate.query.projection.Generation;
import io.mandate.query.projection.Generations;
import io.mandate.query.projection.Projection;
import io.mandate.query.replay.ReplayState.Wish;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.follow.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Works on one replay, step by step, on the connection that holds the right to. After each step all that was done is
/// stored: whoever comes next, after a crash or on another node, goes on from there.
final class ReplayWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayWork.class);
    private static final long FOLLOW_EVERY = TimeUnit.SECONDS.toNanos(1);
    /// Milliseconds.
    private static final long LATER = 250;

    private final Connection connection;
    private final Generations generations;
    private final ReplayStore store;
    private final ReplaySteps steps;
    private final String id;
    private final TenantReplays bounds;
    private final Folding folding;
    private final Building building;
    private final Comparing comparing;
    private final Switching switching;
    private long followedAt = System.nanoTime() - FOLLOW_EVERY;

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
        this.generations = new Generations(projections);
        JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.store = new ReplayStore(sql);
        this.steps = new ReplaySteps(sql);
        this.id = replay.id();
        this.bounds = bounds;
        ReplayModels models = new ReplayModels(projections);
        Speed speed = replay.pace() == Pace.PACED ? paced : Speed.FULL;
        this.folding = new Folding(connection, sql, models, reader, speed);
        this.building = new Building(connection, sql, models, reader, tenants, folding, speed);
        this.comparing = new Comparing(connection, source, sql, models, bounds, folding);
        this.switching = new Switching(connection, sql, models, folding, building);
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
            return fail(replay, "it was not compared within " + bounds.longest());
        }
        Optional<Generation> live = Generations.current(connection);
        connection.commit();
        if (live.isEmpty()) {
            return LATER; // the models are being made for the first time
        }
        if (shapeChanged(replay, live.get())) {
            return fail(replay, "the read models have another shape now");
        }
        return next(replay, live.get());
    }

    @Override
    public void close() {
        folding.close();
    }

    private long next(Replay replay, Generation live) throws SQLException {
        switch (replay.state()) {
            case REQUESTED -> building.begin(replay, live);
            case BUILDING -> building.build(replay, live);
            case COMPARING -> comparing.compare(replay, live);
            case SWITCHING -> switching.replace(replay, live);
            case READY -> {
                return follow(replay, live) ? 0 : LATER;
            }
            case HELD, SWITCHED, COMPARED, ABANDONED, FAILED -> {
                return LATER;
            }
        }
        return 0;
    }

    private long fail(Replay replay, String why) throws SQLException {
        steps.failed(replay, why);
        connection.commit();
        return -1;
    }

    private void grant(Replay replay, Wish wish) {
        Optional<ReplayState> next = replay.state().after(wish);
        if (next.isPresent() && wish == Wish.CONTINUE) {
            steps.unbounded(replay);
        }
        steps.enter(replay, next.orElse(replay.state()), wish);
        LOG.info("Replay {}: {} is {}", replay.id(), wish, next.isPresent() ? "granted" : "not possible any more");
    }

    private boolean shapeChanged(Replay replay, Generation live) throws SQLException {
        boolean same = generations.fits(connection, live)
                && (replay.generation() == null || generations.fits(connection, replay.generation()));
        connection.commit();
        return !same;
    }

    private boolean follow(Replay replay, Generation live) throws SQLException {
        if (!folding.behind(replay) && System.nanoTime() - followedAt < FOLLOW_EVERY) {
            return false;
        }
        followedAt = System.nanoTime();
        return folding.fold(replay, live, false);
    }
}

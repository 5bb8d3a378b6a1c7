package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.ModelWriter;
import io.mandate.store.follow.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Folds history into the new generation, batch by batch, no faster than the replay may.
final class Folding implements AutoCloseable {
    private final Connection connection;
    private final ReplayModels models;
    private final EventReader reader;
    private final Standings standings;
    private final ReplaySteps steps;
    private final Speed speed;
    private final Pacer pacer;
    private @Nullable ModelWriter writer;
    private long toldRate;

    Folding(Connection connection, JdbcClient sql, ReplayModels models, EventReader reader, Speed speed) {
        this.connection = connection;
        this.models = models;
        this.reader = reader;
        this.standings = new Standings(sql);
        this.steps = new ReplaySteps(sql);
        this.speed = speed;
        this.pacer = new Pacer(speed.perSecond(), System.nanoTime());
    }

    /// Folds a batch, unless nothing is missing or, if that will do, so little that it is caught up in a moment, while
    /// the live models stand still. False where nothing was done.
    boolean fold(Replay replay, Generation live, boolean nearWillDo) throws SQLException {
        ModelWriter to = writer(replay);
        if (!to.behind()) {
            Map<TenantId, Long> missing = standings.missing(replay, live);
            connection.commit();
            if (missing.isEmpty() || (nearWillDo && lag(to, missing) <= speed.near())) {
                return false;
            }
            to.catchUp(missing);
        }
        long before = to.folded();
        to.holdOn(speed.hold());
        pause(pacer.done(to.folded() - before, System.nanoTime()));
        tellRate(replay);
        return true;
    }

    /// Folds all that is missing, at once: the live models stand still meanwhile.
    void catchUp(Replay replay, Generation live) throws SQLException {
        ModelWriter to = writer(replay);
        to.catchUp(standings.missing(replay, live));
        connection.commit();
        while (to.behind()) {
            to.readOn(Speed.FULL.batch());
        }
    }

    /// Whether a batch that was begun has more to come.
    boolean behind(Replay replay) throws SQLException {
        return writer(replay).behind();
    }

    /// Other models are folded from now on, from where all of them stand.
    void beginAnew() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    /// What was folded and is not written is lost.
    @Override
    public void close() {
        beginAnew();
    }

    private static long lag(ModelWriter to, Map<TenantId, Long> missing) {
        Map<TenantId, Long> reached = to.positions();
        return missing.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - reached.getOrDefault(entry.getKey(), 0L))
                .sum();
    }

    private ModelWriter writer(Replay replay) throws SQLException {
        ModelWriter ready = writer;
        if (ready == null) {
            ready = new ModelWriter(connection, replay.made(), models.folded(replay), reader);
            writer = ready;
        }
        return ready;
    }

    private void tellRate(Replay replay) throws SQLException {
        if (pacer.rate() != toldRate) {
            toldRate = pacer.rate();
            steps.rate(replay, toldRate);
            connection.commit();
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

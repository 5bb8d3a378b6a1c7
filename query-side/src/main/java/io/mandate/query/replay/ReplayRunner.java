package io.mandate.query.replay;

import io.mandate.query.projection.Failures;
import io.mandate.query.projection.Projection;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.follow.EventReader;
import io.mandate.store.lead.Leadership;
import io.mandate.store.work.Pause;
import io.mandate.store.work.Worker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// This node's worker for replays. All query nodes have one, and the one that holds the lock works; if it dies, the
/// lock ends with its connection and another goes on within a second, with what the last commit left.
@Component
class ReplayRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final DataSource source;
    private final List<Projection> projections;
    private final EventReader reader;
    private final TenantRegistry tenants;
    private final ReplayStore store;
    private final ReplaySteps steps;
    private final Speed paced;
    private final TenantReplays bounds;
    private final Worker work = new Worker("replay", this::round);

    /// @param perSecond how many events a paced replay folds in a second, at most
    /// @param batch in batches of about so many
    /// @param longest whose rows are held for so long
    ReplayRunner(
            DataSource source,
            List<Projection> projections,
            EventReader reader,
            TenantRegistry tenants,
            TenantReplays bounds,
            @Value("${mandate.replay.events-per-second:40000}") long perSecond,
            @Value("${mandate.replay.batch:100}") int batch,
            @Value("${mandate.replay.write-every:10s}") Duration longest) {
        this.source = source;
        this.projections = List.copyOf(projections);
        this.reader = reader;
        this.tenants = tenants;
        this.store = new ReplayStore(JdbcClient.create(source));
        this.steps = new ReplaySteps(JdbcClient.create(source));
        this.bounds = bounds;
        this.paced = new Speed(batch, perSecond, longest);
    }

    /// There is something to do.
    void wake() {
        work.wake();
    }

    @Override
    public void start() {
        work.start();
    }

    /// Ends after the step at hand; a step that takes long is broken off, and done again by whoever goes on.
    @Override
    public void stop() {
        work.stop(Duration.ofSeconds(10), true);
    }

    @Override
    public boolean isRunning() {
        return work.running();
    }

    private Duration round(Pause pause) throws SQLException {
        try {
            Optional<Replay> replay = store.unfinished();
            if (replay.isPresent()) {
                tryToWork(replay.get(), pause);
            }
            return LOOK;
        } catch (SQLException | RuntimeException e) {
            if (!pause.ended()) {
                note(e);
            }
            throw e;
        }
    }

    private void tryToWork(Replay replay, Pause pause) throws SQLException {
        Optional<Leadership> right = Leadership.tryToLead(source, Leadership.Over.REPLAYS);
        if (right.isEmpty()) {
            return;
        }
        try (Leadership held = right.get();
                ReplayWork doing = new ReplayWork(
                        held.connection(), source, projections, reader, tenants, replay, paced, bounds)) {
            long idle = 0;
            while (!pause.ended() && idle >= 0) {
                pause.await(Duration.ofMillis(idle).toNanos());
                idle = doing.step();
            }
        }
    }

    /// Says in the replay why it does not get on, if that can be said at all.
    private void note(Exception failure) {
        try {
            store.unfinished().ifPresent(replay -> steps.troubled(replay, Failures.reason(failure)));
        } catch (RuntimeException e) {
            LOG.debug("Why the replay does not get on cannot be noted", e);
        }
    }
}

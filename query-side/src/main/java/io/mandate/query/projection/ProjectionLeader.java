package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.Follower;
import io.mandate.store.follow.Subscription;
import io.mandate.store.lead.Leadership;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the read models up to date while this process leads; otherwise asks every 200 ms whether it may.
/// All query nodes run one, and one of them leads. A leader that dies is followed by another within a
/// second.
public final class ProjectionLeader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionLeader.class);
    private static final long ASK_AGAIN = 200;
    private static final long LOOK_AROUND = 250;
    private static final int BATCH = 20_000;

    private final DataSource source;
    private final List<Projection> projections;
    private final EventReader reader;
    private final Follower follower;
    private final Progress progress;
    private final Generations generations;
    private final ErasedWhileParked erased;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean leading;

    /// @param source connections of the runtime role; the leader keeps one of them for as long as it leads
    public ProjectionLeader(
            DataSource source, List<Projection> projections, EventReader reader, Follower follower, Progress progress) {
        this.source = source;
        this.projections = List.copyOf(projections);
        this.reader = reader;
        this.follower = follower;
        this.progress = progress;
        this.generations = new Generations(projections);
        this.erased = new ErasedWhileParked(projections);
        this.thread = Thread.ofPlatform().name("read-models").daemon().unstarted(this::run);
    }

    /// Begins to ask for leadership.
    public void start() {
        thread.start();
    }

    /// Whether this process writes the read models at present.
    public boolean leading() {
        return leading;
    }

    /// Stops, and gives the leadership up.
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                Optional<Leadership> leadership = Leadership.tryToLead(source, Leadership.Over.READ_MODELS);
                if (leadership.isPresent()) {
                    lead(leadership.get());
                }
                Thread.sleep(ASK_AGAIN);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                pause(e);
            }
        }
    }

    private void lead(Leadership leadership) throws SQLException, InterruptedException {
        try (leadership) {
            while (!stopped) {
                write(leadership.connection());
            }
        } finally {
            leading = false;
        }
    }

    /// Writes the generation that is read, until that is another one.
    private void write(Connection connection) throws SQLException, InterruptedException {
        Generation generation = fittingGeneration(connection);
        LOG.info("This node writes the read models, generation {}", generation.number());
        leading = true;
        try (ModelWriter writer = ModelWriter.ofTheRead(connection, generation, projections, reader)) {
            writer.catchUp(reader.heads().keySet());
            while (writer.behind() && !stopped) {
                tell(writer.readOn(BATCH));
            }
            follow(connection, generation, writer);
        } catch (GenerationReplacedException _) {
            LOG.info("Generation {} of the read models was replaced", generation.number());
        }
    }

    private void follow(Connection connection, Generation generation, ModelWriter writer)
            throws SQLException, InterruptedException {
        Inbox inbox = new Inbox();
        Subscription subscription = follower.follow(writer.positions(), Projection.READS, inbox);
        try {
            long lookedAt = System.nanoTime();
            while (!stopped) {
                step(writer, inbox);
                if (System.nanoTime() - lookedAt >= LOOK_AROUND * 1_000_000) {
                    if (!current(connection, generation)) {
                        return;
                    }
                    writer.retry();
                    generations.sweep(connection);
                    erased.forget(connection);
                    connection.commit();
                    lookedAt = System.nanoTime();
                }
            }
        } finally {
            inbox.close();
            subscription.close();
        }
    }

    private void step(ModelWriter writer, Inbox inbox) throws SQLException, InterruptedException {
        long patience = writer.behind() ? 0 : LOOK_AROUND;
        List<Inbox.Delivery> deliveries = inbox.take(BATCH, patience);
        for (Inbox.Delivery delivery : deliveries) {
            if (delivery.failure() != null) {
                writer.unreadable(delivery.tenant(), delivery.afterSeq(), delivery.failure());
            }
        }
        List<Commit> commits = deliveries.stream()
                .flatMap(delivery -> delivery.commits().stream())
                .toList();
        tell(writer.write(commits));
        if (writer.behind()) {
            tell(writer.readOn(BATCH));
        }
    }

    private void tell(Map<TenantId, Long> reached) {
        if (!reached.isEmpty()) {
            progress.reached(reached);
        }
    }

    /// The generation to write. Where the one that is read has tables of another shape, the next one is
    /// filled first.
    private Generation fittingGeneration(Connection connection) throws SQLException {
        Optional<Generation> current = Generations.current(connection);
        boolean fits = current.isPresent() && generations.fits(connection, current.get());
        connection.commit();
        if (fits) {
            return current.orElseThrow();
        }
        LOG.info("The read models are made anew from the beginning of history");
        Generation next = new ProjectionRebuild(projections, reader).rebuild(connection);
        generations.pointTo(connection, next);
        connection.commit();
        return next;
    }

    private boolean current(Connection connection, Generation generation) throws SQLException {
        boolean same =
                Generations.current(connection).filter(generation::equals).isPresent();
        connection.commit();
        return same;
    }

    private void pause(Exception failure) {
        if (stopped) {
            return;
        }
        LOG.warn("The read models are not written at present: {}", Failures.reason(failure));
        LOG.debug("The read models are not written at present", failure);
        try {
            Thread.sleep(ASK_AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

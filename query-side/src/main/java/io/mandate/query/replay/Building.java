package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.Generations;
import io.mandate.query.projection.Projection;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.follow.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes the new generation: its tables, their rows up to where the replay goes, and then their indexes.
final class Building {
    private static final Logger LOG = LoggerFactory.getLogger(Building.class);

    private final Connection connection;
    private final ReplayModels models;
    private final EventReader reader;
    private final TenantRegistry tenants;
    private final ReplayStore store;
    private final ReplayTargets targets;
    private final ReplaySteps steps;
    private final Folding folding;
    private final Speed speed;

    Building(
            Connection connection,
            JdbcClient sql,
            ReplayModels models,
            EventReader reader,
            TenantRegistry tenants,
            Folding folding,
            Speed speed) {
        this.connection = connection;
        this.models = models;
        this.reader = reader;
        this.tenants = tenants;
        this.store = new ReplayStore(sql);
        this.targets = new ReplayTargets(sql);
        this.steps = new ReplaySteps(sql);
        this.folding = folding;
        this.speed = speed;
    }

    void begin(Replay replay, Generation live) throws SQLException {
        if (replay.upTo() != null) {
            Map<TenantId, Long> upTo = new HashMap<>();
            for (TenantId tenant : replay.tenant() == null ? tenants.all() : List.of(replay.tenant())) {
                upTo.put(tenant, reader.seqAt(tenant, replay.upTo()));
            }
            targets.add(replay.id(), upTo);
        } else if (replay.bounded()) {
            targets.addLive(replay, live);
        }
        Generation made = new Generations(models.all()).create(connection);
        steps.begun(replay, made);
        store.prune();
        connection.commit();
        LOG.info("Replay {} makes {} as generation {}", replay.id(), replay.models(), made.number());
    }

    void build(Replay replay, Generation live) throws SQLException {
        if (folding.fold(replay, live, !replay.bounded())) {
            return;
        }
        if (replay.indexed()) {
            steps.enter(replay, ReplayState.COMPARING, null);
        } else {
            index(replay, models.own(replay));
            steps.indexed(replay);
        }
        connection.commit();
    }

    /// A paced replay takes one processor for its indexes, however many PostgreSQL would use.
    void index(Replay replay, List<Projection> which) throws SQLException {
        if (speed.limited()) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL max_parallel_maintenance_workers = 0");
            }
        }
        new Generations(which).index(connection, replay.made());
    }
}

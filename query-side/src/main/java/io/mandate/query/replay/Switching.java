package io.mandate.query.replay;

import io.mandate.events.problem.Counted;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.GenerationLocks;
import io.mandate.query.projection.Generations;
import io.mandate.query.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts the new generation in the place of the one that is read. Models that were not made again are copied as they
/// stand at one position; the others are folded up to exactly there, from where all follow together.
final class Switching {
    private static final Logger LOG = LoggerFactory.getLogger(Switching.class);

    private final Connection connection;
    private final ReplayModels models;
    private final Standings standings;
    private final ReplayTargets targets;
    private final ReplaySteps steps;
    private final Folding folding;
    private final Building building;

    Switching(Connection connection, JdbcClient sql, ReplayModels models, Folding folding, Building building) {
        this.connection = connection;
        this.models = models;
        this.standings = new Standings(sql);
        this.targets = new ReplayTargets(sql);
        this.steps = new ReplaySteps(sql);
        this.folding = folding;
        this.building = building;
    }

    void replace(Replay replay, Generation live) throws SQLException {
        if (!replay.whole() && !replay.copied()) {
            copy(replay, live);
        } else if (!folding.fold(replay, live, replay.whole())) {
            if (replay.whole()) {
                standStillAndPoint(replay, live);
            } else {
                complete(replay);
            }
        }
    }

    private void copy(Replay replay, Generation live) throws SQLException {
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        execute("SET LOCAL statement_timeout = 0");
        targets.addLive(replay, live);
        for (Projection other : models.others(replay)) {
            for (var table : other.tables()) {
                execute("INSERT INTO " + replay.made().table(table) + " SELECT * FROM " + live.table(table));
            }
        }
        steps.copied(replay);
        connection.commit();
        folding.beginAnew();
    }

    private void complete(Replay replay) throws SQLException {
        building.index(replay, models.others(replay));
        steps.whole(replay);
        targets.forget(replay.id());
        connection.commit();
        folding.beginAnew();
    }

    private void standStillAndPoint(Replay replay, Generation live) throws SQLException {
        GenerationLocks.holdStill(connection, live);
        try {
            folding.catchUp(replay, live);
            point(replay, live);
        } finally {
            GenerationLocks.letGo(connection, live);
        }
    }

    private void point(Replay replay, Generation live) throws SQLException {
        long behind = standings.behind(replay, live);
        if (behind > 0) {
            steps.enter(replay, ReplayState.READY, null);
            steps.troubled(replay, Counted.of(behind, "tenant") + " cannot be brought to the live position");
        } else {
            execute("SET LOCAL synchronous_commit = on");
            new Generations(models.all()).pointTo(connection, replay.made());
            steps.enter(replay, ReplayState.SWITCHED, null);
            LOG.info(
                    "Replay {}: generation {} is read now",
                    replay.id(),
                    replay.made().number());
        }
        connection.commit();
    }

    private void execute(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}

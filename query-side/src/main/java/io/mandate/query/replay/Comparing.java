package io.mandate.query.replay;

import io.mandate.query.projection.Generation;
import io.mandate.query.projection.GenerationLocks;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Brings the new generation and the one that is read to one position while the latter stands still; then a snapshot
/// sees them there for as long as comparing takes, and they go on.
final class Comparing {
    private final Connection connection;
    private final DataSource source;
    private final ReplayModels models;
    private final ReplayStore store;
    private final ReplaySteps steps;
    private final TenantReplays bounds;
    private final Folding folding;

    Comparing(
            Connection connection,
            DataSource source,
            JdbcClient sql,
            ReplayModels models,
            TenantReplays bounds,
            Folding folding) {
        this.connection = connection;
        this.source = source;
        this.models = models;
        this.store = new ReplayStore(sql);
        this.steps = new ReplaySteps(sql);
        this.bounds = bounds;
        this.folding = folding;
    }

    void compare(Replay replay, Generation live) throws SQLException {
        if (folding.fold(replay, live, !replay.bounded())) {
            return;
        }
        try (Connection snapshot = source.getConnection()) {
            snapshot.setAutoCommit(false);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            JdbcClient compared = JdbcClient.create(new SingleConnectionDataSource(snapshot, true));
            takeSnapshot(replay, live, compared);
            long listed = new Comparison(compared, replay, live).run(models.folded(replay));
            snapshot.commit();
            steps.compared(replay, listed);
        }
        steps.enter(replay, after(replay), null);
        connection.commit();
    }

    private void takeSnapshot(Replay replay, Generation live, JdbcClient compared) throws SQLException {
        GenerationLocks.holdStill(connection, live);
        try {
            folding.catchUp(replay, live);
            compared.sql("SET LOCAL statement_timeout = " + bounds.statementTimeout(store, replay))
                    .update();
            compared.sql("SELECT generation FROM mandate.query_pointer").query().singleRow();
        } finally {
            GenerationLocks.letGo(connection, live);
        }
    }

    private static ReplayState after(Replay replay) {
        if (replay.tenant() != null) {
            return ReplayState.COMPARED;
        }
        return replay.bounded() ? ReplayState.HELD : ReplayState.READY;
    }
}

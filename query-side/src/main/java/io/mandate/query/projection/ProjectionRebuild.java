package io.mandate.query.projection;

import io.mandate.store.follow.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Fills a new generation from zero, beside the one that is read. It reads the store and writes tables
/// nobody reads; no event is written and no side effect happens.
public final class ProjectionRebuild {
    private static final int BATCH = 10_000;

    private final List<Projection> projections;
    private final EventReader reader;

    public ProjectionRebuild(List<Projection> projections, EventReader reader) {
        this.projections = List.copyOf(projections);
        this.reader = reader;
    }

    /// Makes the next generation and fills it up to the heads; nobody is told to read it.
    ///
    /// @param connection without auto-commit; used for many transactions
    public Generation rebuild(Connection connection) throws SQLException {
        return rebuild(connection, Hold.full(BATCH));
    }

    /// As the other, with rows held like this.
    public Generation rebuild(Connection connection, Hold hold) throws SQLException {
        Generations generations = new Generations(projections);
        Generation generation = generations.create(connection);
        connection.commit();
        try (ModelWriter writer = new ModelWriter(connection, generation, projections, reader)) {
            writer.catchUp(reader.heads().keySet());
            while (writer.behind()) {
                writer.holdOn(hold);
            }
        }
        generations.index(connection, generation);
        connection.commit();
        return generation;
    }
}

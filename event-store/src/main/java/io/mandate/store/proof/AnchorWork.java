package io.mandate.store.proof;

import io.mandate.store.work.Worker;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Anchors on a thread of its own while this process keeps the trees: a sink may take its time, and signing goes on.
final class AnchorWork implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Anchoring anchoring;
    private final JdbcClient database;
    private final Worker work = new Worker("anchors", _ -> look());

    private AnchorWork(Anchoring anchoring, DataSource source) {
        this.anchoring = anchoring;
        this.database = JdbcClient.create(source);
    }

    static AnchorWork begin(Anchoring anchoring, DataSource source) {
        anchoring.begin();
        var work = new AnchorWork(anchoring, source);
        work.work.start();
        return work;
    }

    private Duration look() {
        anchoring.due(database, false);
        return LOOK;
    }

    /// Anchors everything new, when nothing more will be signed.
    void finish() {
        close();
        anchoring.due(database, true);
    }

    @Override
    public void close() {
        work.stop(PATIENCE, true);
    }
}

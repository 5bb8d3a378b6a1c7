package io.mandate.store.proof;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Anchors on a thread of its own while this process keeps the trees: a sink may take its time, and signing goes on.
final class AnchorWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorWork.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long LAST_MILLIS = 5_000;

    private final Anchoring anchoring;
    private final JdbcClient database;
    private final Thread thread;

    private AnchorWork(Anchoring anchoring, DataSource source) {
        this.anchoring = anchoring;
        this.database = JdbcClient.create(source);
        this.thread = Thread.ofPlatform().name("anchors").daemon().unstarted(this::run);
    }

    static AnchorWork begin(Anchoring anchoring, DataSource source) {
        anchoring.begin();
        var work = new AnchorWork(anchoring, source);
        work.thread.start();
        return work;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            anchoring.due(database, false);
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("Anchoring failed and is tried again: {}", e.toString());
            }
        }
    }

    /// Anchors everything new, when nothing more will be signed.
    void finish() {
        close();
        anchoring.due(database, true);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import io.mandate.store.work.Pause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows how far each tenant has come: told by notifications, and by a look every 250 ms. One thread and one
/// connection for all subscriptions of a process; a lost connection is opened again.
final class HeadWatch implements AutoCloseable {
    static final String CHANNEL = "mandate_commit";
    private static final Logger LOG = LoggerFactory.getLogger(HeadWatch.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /// A look may take a twentieth of the time, however many tenants there are.
    private static final int LOOK_SHARE = 20;
    private static final int ANSWER_MILLIS = 5_000;

    private final DataSource database;
    private final Map<TenantId, Long> heads = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<News> readers = new CopyOnWriteArrayList<>();
    private final Pause pause = new Pause();
    private final Thread thread;
    private volatile long lookedAt;
    private volatile boolean looked;

    HeadWatch(DataSource database) {
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name("mandate-heads").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Tells this of each head that moved, and then that there was a look.
    void onNews(News reader) {
        readers.add(reader);
    }

    void forget(News reader) {
        readers.remove(reader);
    }

    private void moved(TenantId tenant, long seq) {
        Long before = heads.put(tenant, seq);
        if (before == null || before < seq) {
            readers.forEach(reader -> reader.moved(tenant));
        } else if (before > seq) {
            // Two looks may overtake each other.
            heads.merge(tenant, before, Math::max);
        }
    }

    /// Who wants to know.
    interface News {
        void moved(TenantId tenant);

        void looked();
    }

    /// At least what was true at [#lookedAt].
    Map<TenantId, Long> heads() {
        return heads;
    }

    /// Whether there was a look at all tenants yet.
    boolean looked() {
        return looked;
    }

    /// When the last look at all tenants began, of [System#nanoTime].
    long lookedAt() {
        return lookedAt;
    }

    private void run() {
        while (!pause.ended()) {
            try (Connection connection = database.getConnection()) {
                follow(connection);
            } catch (SQLException | RuntimeException e) {
                if (!pause.ended()) {
                    LOG.warn("The connection that follows commits was lost and is opened again: {}", e.toString());
                    pause.await(LOOK_NANOS);
                }
            }
        }
    }

    private void follow(Connection connection) throws SQLException {
        boolean healthy = false;
        try {
            connection.setAutoCommit(true);
            // A database that no longer answers is as good as lost.
            connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
            execute(connection, "listen " + CHANNEL);
            PGConnection notified = connection.unwrap(PGConnection.class);
            while (!pause.ended()) {
                long began = System.nanoTime();
                HeadQuery.all(connection, this::moved);
                lookedAt = began;
                looked = true;
                readers.forEach(News::looked);
                listenUntil(began + betweenLooks(System.nanoTime() - began), connection, notified);
            }
            execute(connection, "unlisten *");
            connection.setNetworkTimeout(Runnable::run, 0);
            healthy = true;
        } finally {
            if (!healthy) {
                connection.abort(Runnable::run);
            }
        }
    }

    /// From the beginning of a look that took so long to that of the next.
    static long betweenLooks(long costNanos) {
        return Math.max(LOOK_NANOS, costNanos * LOOK_SHARE);
    }

    private void listenUntil(long end, Connection connection, PGConnection notified) throws SQLException {
        for (long left = end - System.nanoTime(); left > 0 && !pause.ended(); left = end - System.nanoTime()) {
            PGNotification[] news = notified.getNotifications(Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(left)));
            if (news != null && news.length > 0) {
                Set<String> tenants = Notices.tenants(news);
                if (tenants.isEmpty()) {
                    return;
                }
                HeadQuery.some(connection, tenants, this::moved);
                readers.forEach(News::looked);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        pause.end();
        join(thread);
    }

    static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

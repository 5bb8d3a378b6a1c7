package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import io.mandate.store.work.Pause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One thread with one connection that says, again and again, what was committed since it last said so.
@Component
class PgCommitNotifier implements CommitNotifier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PgCommitNotifier.class);

    private final DataSource database;
    private final Pause pause = new Pause();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread thread;
    private Set<String> unsaid = new LinkedHashSet<>();

    PgCommitNotifier(DataSource database) {
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name("mandate-notifier").unstarted(this::run);
    }

    @Override
    public void committed(TenantId tenant) {
        synchronized (this) {
            unsaid.add(tenant.value());
        }
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
        pause.wake();
    }

    private void run() {
        while (!pause.ended()) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(true);
                say(connection);
            } catch (SQLException | RuntimeException e) {
                if (!pause.ended()) {
                    // Not said again: Followers look for themselves before this could reach them.
                    LOG.warn("The connection that tells of commits was lost and is opened again: {}", e.toString());
                    pause.await(TimeUnit.MILLISECONDS.toNanos(250));
                }
            }
        }
    }

    private void say(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            while (!pause.ended()) {
                Set<String> tenants = take();
                if (tenants.isEmpty()) {
                    pause.await();
                } else {
                    statement.setString(1, HeadWatch.CHANNEL);
                    statement.setString(2, Notices.text(tenants));
                    statement.execute();
                }
            }
        }
    }

    private synchronized Set<String> take() {
        Set<String> taken = unsaid;
        unsaid = new LinkedHashSet<>();
        return taken;
    }

    @Override
    public void close() {
        pause.end();
        if (started.get()) {
            HeadWatch.join(thread);
        }
    }
}

package io.mandate.server.embedded;

import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// PostgreSQL 18 under the data folder, started in the background so that the rest of the process need not wait for it.
public final class EmbeddedPostgreSql implements Database {
    /// The folder of PostgreSQL's own files, below the folder given to [#start].
    static final String CLUSTER = "cluster";

    private final FutureTask<PostgresCluster> starting;

    private EmbeddedPostgreSql(FutureTask<PostgresCluster> starting) {
        this.starting = starting;
    }

    /// Begins to start it and returns at once; what goes wrong is told by [#access].
    public static EmbeddedPostgreSql start(Path folder) {
        var starting = new FutureTask<>(() -> PostgresCluster.start(folder));
        Thread.ofPlatform().name("postgres-start").daemon().start(starting);
        return new EmbeddedPostgreSql(starting);
    }

    @Override
    public DatabaseAccess access() {
        try {
            return starting.get().access();
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupRefusedException("interrupted while the embedded database was starting", e);
        }
    }

    @Override
    public void close() {
        try {
            starting.get().close();
        } catch (ExecutionException _) {
            // It never ran, and access() has told why.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static StartupRefusedException refusal(@Nullable Throwable cause) {
        if (cause instanceof StartupRefusedException refused) {
            return refused;
        }
        return new StartupRefusedException("the embedded database does not start (" + cause + ")", cause);
    }
}

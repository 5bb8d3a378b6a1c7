package io.mandate.server.config;

import io.mandate.server.embedded.Database;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import io.mandate.server.embedded.ExternalDatabase;
import io.mandate.server.folder.DataFolder;
import io.mandate.server.restore.ErasedAgain;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.schema.StoreSchema;
import io.mandate.store.startup.StartupRefusedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

/// The data folder and the database of this process, given back in the right order when it ends.
final class ProcessHome implements AutoCloseable {
    private final DataFolder folder;
    private final Database database;
    private final FutureTask<DatabaseAccess> prepared;

    private ProcessHome(DataFolder folder, Database database, ServerSettings settings) {
        this.folder = folder;
        this.database = database;
        this.prepared = new FutureTask<>(() -> ready(database.access(), settings));
    }

    static ProcessHome open(ServerSettings settings) {
        DataFolder folder = DataFolder.open(settings.data());
        try {
            FreePort.require(settings.address(), settings.port());
            Database database = settings.external().isPresent()
                    ? new ExternalDatabase(settings.external().get())
                    : EmbeddedPostgreSql.start(folder.postgres());
            var home = new ProcessHome(folder, database, settings);
            Thread.ofPlatform().name("database-start").daemon().start(home.prepared);
            return home;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    DataFolder folder() {
        return folder;
    }

    /// The database with its schema as this version needs it; both were begun in the background when the folder was
    /// taken.
    DatabaseAccess database() {
        try {
            return prepared.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("the database could not be prepared", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupRefusedException("interrupted while the database was starting", e);
        }
    }

    private static DatabaseAccess ready(DatabaseAccess access, ServerSettings settings) {
        DataSource runtime = access.unpooled(access.runtime());
        if (access.owner().isEmpty()) {
            StoreSchema.requireMigrated(runtime);
            return access;
        }
        DataSource owner = access.asOwner();
        StoreSchema.migrate(owner, access.runtime().username());
        AnchorFolder anchors = new AnchorFolder(settings.anchors().toAbsolutePath());
        settings.ledger().ifPresent(ledger -> ErasedAgain.apply(owner, runtime, ledger, anchors));
        return access;
    }

    @Override
    public void close() {
        try {
            prepared.get(); // a migration under way is not cut off
        } catch (ExecutionException _) {
            // Told by database(), if anybody asked.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        database.close();
        folder.close();
    }
}

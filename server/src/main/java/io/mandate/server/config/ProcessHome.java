package io.mandate.server.config;

import io.mandate.server.embedded.Database;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import io.mandate.server.embedded.ExternalDatabase;
import io.mandate.server.folder.DataFolder;

/// The data folder and the database of this process, given back in the right order when it ends.
final class ProcessHome implements AutoCloseable {
    private final DataFolder folder;
    private final Database database;

    private ProcessHome(DataFolder folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    static ProcessHome open(ServerSettings settings) {
        DataFolder folder = DataFolder.open(settings.data());
        try {
            FreePort.require(settings.address(), settings.port());
            Database database = settings.external().isPresent()
                    ? new ExternalDatabase(settings.external().get())
                    : EmbeddedPostgreSql.start(folder.postgres());
            return new ProcessHome(folder, database);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    DataFolder folder() {
        return folder;
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        folder.close();
    }
}

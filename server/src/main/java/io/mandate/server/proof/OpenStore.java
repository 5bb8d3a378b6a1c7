package io.mandate.server.proof;

import io.mandate.server.embedded.Credentials;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import io.mandate.server.embedded.RunningEmbedded;
import io.mandate.server.folder.DataFolder;
import io.mandate.server.folder.RunningServer;
import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.core.env.PropertyResolver;

/// The database of a store, to look into it: the one that the settings name, else that of the data folder, which is
/// started for as long as this is open if no server is at work there.
public final class OpenStore implements AutoCloseable {
    private final DataSource source;
    private final Runnable end;

    private OpenStore(DataSource source, Runnable end) {
        this.source = source;
        this.end = end;
    }

    /// Refused with [StartupRefusedException] if there is no store, or none that can be reached.
    public static OpenStore open(Path data, PropertyResolver settings) {
        String url = settings.getProperty("mandate.datasource.url", "");
        if (!url.isBlank()) {
            return external(url, settings);
        }
        if (!Files.isDirectory(data.resolve("postgres"))) {
            throw new StartupRefusedException("there is no store in " + data
                    + "; name its folder with --data DIR or its database with --mandate.datasource.url");
        }
        if (RunningServer.find(data).isPresent()) {
            DatabaseAccess access = RunningEmbedded.access(data.resolve("postgres"));
            return new OpenStore(access.unpooled(access.runtime()), () -> {});
        }
        return stopped(data);
    }

    private static OpenStore external(String url, PropertyResolver settings) {
        String user = settings.getProperty("mandate.datasource.runtime-username", "");
        if (user.isEmpty()) {
            throw new StartupRefusedException(
                    "mandate.datasource.url is set but mandate.datasource.runtime-username is not");
        }
        Credentials runtime = new Credentials(user, settings.getProperty("mandate.datasource.runtime-password", ""));
        return new OpenStore(new DatabaseAccess(url, runtime, runtime).unpooled(runtime), () -> {});
    }

    private static OpenStore stopped(Path data) {
        DataFolder folder = DataFolder.open(data);
        try {
            EmbeddedPostgreSql database = EmbeddedPostgreSql.start(folder.postgres());
            DatabaseAccess access = database.access();
            return new OpenStore(access.unpooled(access.runtime()), () -> {
                database.close();
                folder.close();
            });
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public DataSource source() {
        return source;
    }

    @Override
    public void close() {
        end.run();
    }
}

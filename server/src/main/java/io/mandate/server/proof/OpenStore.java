package io.mandate.server.proof;

import io.mandate.server.embedded.Credentials;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import io.mandate.server.embedded.RunningEmbedded;
import io.mandate.server.folder.DataFolder;
import io.mandate.server.folder.RunningServer;
import io.mandate.store.schema.StoreSchema;
import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.core.env.PropertyResolver;

/// The database of a store, to look into it: the one that the settings name, else that of the data folder, which is
/// started for as long as this is open if no server is at work there.
public final class OpenStore implements AutoCloseable {
    private final DatabaseAccess access;
    private final Runnable end;

    private OpenStore(DatabaseAccess access, Runnable end) {
        this.access = access;
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
            return new OpenStore(RunningEmbedded.access(data.resolve("postgres")), () -> {});
        }
        return stopped(data);
    }

    /// As [#open], but makes what is not there yet: the folder with its database, or the schema in
    /// a database of the operator, which takes the owner's credential.
    public static OpenStore make(Path data, PropertyResolver settings) {
        String url = settings.getProperty("mandate.datasource.url", "");
        if (!url.isBlank()) {
            Credentials owner = credentials(settings, "owner");
            DatabaseAccess access = new DatabaseAccess(url, Optional.of(owner), credentials(settings, "runtime"));
            migrate(access);
            return new OpenStore(access, () -> {});
        }
        if (RunningServer.find(data).isPresent()) {
            return open(data, settings);
        }
        OpenStore made = stopped(data);
        try {
            migrate(made.access());
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static void migrate(DatabaseAccess access) {
        StoreSchema.migrate(access.asOwner(), access.runtime().username());
    }

    private static Credentials credentials(PropertyResolver settings, String role) {
        String user = settings.getProperty("mandate.datasource." + role + "-username", "");
        if (user.isEmpty()) {
            throw new StartupRefusedException(
                    "mandate.datasource.url is set but mandate.datasource." + role + "-username is not");
        }
        return new Credentials(user, settings.getProperty("mandate.datasource." + role + "-password", ""));
    }

    private static OpenStore external(String url, PropertyResolver settings) {
        return new OpenStore(new DatabaseAccess(url, Optional.empty(), credentials(settings, "runtime")), () -> {});
    }

    private static OpenStore stopped(Path data) {
        DataFolder folder = DataFolder.open(data);
        try {
            EmbeddedPostgreSql database = EmbeddedPostgreSql.start(folder.postgres());
            return new OpenStore(database.access(), () -> {
                database.close();
                folder.close();
            });
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /// Where it is, with the credential that does the work.
    public DatabaseAccess access() {
        return access;
    }

    public DataSource source() {
        return access.unpooled(access.runtime());
    }

    @Override
    public void close() {
        end.run();
    }
}

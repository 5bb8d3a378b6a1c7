package io.mandate.server.embedded;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The embedded PostgreSQL of a server that is at work in a data folder, for a command that only looks.
public final class RunningEmbedded {
    private static final int PORT_LINE = 3;

    private RunningEmbedded() {}

    /// Finds out how to reach it; refused with [StartupRefusedException] while it is still starting.
    ///
    /// @param postgres the folder of the embedded PostgreSQL in a data folder
    public static DatabaseAccess access(Path postgres) {
        try {
            List<String> lines = Files.readAllLines(
                    postgres.resolve(EmbeddedPostgreSql.CLUSTER).resolve("postmaster.pid"));
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            return PostgresCluster.access(port, ClusterPasswords.in(postgres.resolve("passwords.properties")));
        } catch (IOException | RuntimeException e) {
            throw new StartupRefusedException(
                    "the database of the server at work in " + postgres.getParent()
                            + " cannot be found; try again when the server has started",
                    e);
        }
    }
}

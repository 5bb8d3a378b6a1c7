package io.mandate.server.config;

import io.mandate.server.embedded.Credentials;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.store.ledger.LedgerSettings;
import io.mandate.store.role.NodeRole;
import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/// What must be known of the configuration before anything of the process is built.
///
/// @param external the database that is not ours; empty: the one in the data folder. Nodes that write no events do
///   without its owner
/// @param ledger where the erasure ledger is; empty on nodes that erase nothing
/// @param anchors where checkpoints are anchored
record ServerSettings(
        Path data,
        Optional<DatabaseAccess> external,
        String address,
        int port,
        Optional<LedgerSettings> ledger,
        Path anchors) {
    static ServerSettings of(Environment properties) {
        return new ServerSettings(
                Path.of(properties.getProperty("mandate.data", "data")),
                external(properties),
                properties.getProperty("server.address", "127.0.0.1"),
                SettingRanges.PORT.in(properties).orElse(8080L).intValue(),
                NodeRole.of(properties).contains(NodeRole.COMMAND)
                        ? Optional.of(LedgerSettings.of(properties))
                        : Optional.empty(),
                Path.of(properties.getProperty(
                        "mandate.proofs.anchors.folder", properties.getProperty("mandate.data", "data") + "/anchors")));
    }

    private static Optional<DatabaseAccess> external(Environment properties) {
        String url = properties.getProperty("mandate.datasource.url", "");
        if (url.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseAccess(url, owner(properties), credentials(properties, "runtime")));
    }

    private static Optional<Credentials> owner(Environment properties) {
        boolean named = Stream.of("username", "password")
                .anyMatch(part -> !properties
                        .getProperty("mandate.datasource.owner-" + part, "")
                        .isEmpty());
        return named || NodeRole.of(properties).contains(NodeRole.COMMAND)
                ? Optional.of(credentials(properties, "owner"))
                : Optional.empty();
    }

    private static Credentials credentials(Environment properties, String role) {
        return new Credentials(
                required(properties, "mandate.datasource." + role + "-username"),
                required(properties, "mandate.datasource." + role + "-password"));
    }

    private static String required(Environment properties, String name) {
        String value = properties.getProperty(name, "");
        if (value.isEmpty()) {
            throw new StartupRefusedException("mandate.datasource.url is set but " + name
                    + " is not; an external database needs a url, runtime-username and runtime-password, and on nodes with"
                    + " the role command owner-username and owner-password");
        }
        return value;
    }
}

package io.mandate.server.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which data folder a command is about.
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:MANDATE_DATA:-data}",
            description = "The data folder (default: $MANDATE_DATA, else ./data).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    Path folder() {
        return folder.toAbsolutePath().normalize();
    }
}

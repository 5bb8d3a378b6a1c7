package io.mandate.server.cli;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose token a command shows. Not an option with the token itself: arguments are seen by everybody on the machine.
final class TokenOption {
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token to show (default: the environment variable MANDATE_TOKEN).")
    private @Nullable Path tokenFile;

    /// Refused with [StartupRefusedException] where there is none.
    String required() {
        try {
            String token = tokenFile == null ? System.getenv("MANDATE_TOKEN") : Files.readString(tokenFile);
            if (token != null && !token.isBlank()) {
                return token.strip();
            }
        } catch (IOException e) {
            throw new StartupRefusedException("the token cannot be read from " + tokenFile, e);
        }
        throw new StartupRefusedException(
                "a token is needed: set the environment variable MANDATE_TOKEN, or name a file with --token-file");
    }
}

package io.mandate.server.cli;

import io.mandate.server.folder.RunningServer;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which server a command talks to, and as whom.
final class ServerOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private DataOption data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server to ask (default: the one at work in the data folder).")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token to show (default: the environment variable MANDATE_TOKEN).")
    private @Nullable Path tokenFile;

    ServerCalls calls() {
        return new ServerCalls(address(), token());
    }

    private URI address() {
        String found = url;
        if (found == null) {
            found = RunningServer.find(data.folder())
                    .map(RunningServer::url)
                    .orElseThrow(() -> new StartupRefusedException("no server is running in " + data.folder()
                            + "; start it, name its folder with --data, or its address with --url"));
        }
        return URI.create(found.endsWith("/") ? found.substring(0, found.length() - 1) : found);
    }

    /// Not an option of its own: arguments are seen by everybody on the machine.
    private String token() {
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

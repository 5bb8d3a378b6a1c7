package io.mandate.server.cli;

import io.mandate.server.folder.RunningServer;
import io.mandate.store.startup.StartupRefusedException;
import java.net.URI;
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

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TokenOption token;

    ServerCalls calls() {
        return new ServerCalls(address(), token.required());
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
}

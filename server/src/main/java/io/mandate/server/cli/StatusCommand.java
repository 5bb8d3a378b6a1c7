package io.mandate.server.cli;

import io.mandate.server.folder.RunningServer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells whether a server is at work in a data folder, and where. Exit code 3 if none is.")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private DataOption data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        var server = RunningServer.find(data.folder());
        PrintWriter out = spec.commandLine().getOut();
        out.println(server.map(found ->
                        "Mandate is running: " + found + ", since " + found.startedAt() + ", data in " + data.folder())
                .orElseGet(() -> "No Mandate is running in " + data.folder() + "."));
        out.flush();
        return server.isPresent() ? 0 : NOT_RUNNING;
    }
}

package io.mandate.server.cli;

import io.mandate.server.embedded.OrphanedPostgres;
import io.mandate.server.folder.RunningServer;
import io.mandate.store.startup.StartupRefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Stops the server of a data folder and waits until it has ended.",
            "Also ends a database that a killed server left behind there."
        })
final class StopCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private DataOption data;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folder();
        var process = RunningServer.find(folder).flatMap(RunningServer::process);
        if (process.isPresent()) {
            end(process.get());
            say("Mandate stopped (pid " + process.get().pid() + ").");
        } else if (OrphanedPostgres.stop(folder.resolve("postgres"))) {
            say("No Mandate was running in " + folder + "; stopped the database that a killed one had left behind.");
        } else {
            say("No Mandate is running in " + folder + ".");
        }
        return 0;
    }

    private void end(ProcessHandle process) throws InterruptedException {
        process.destroy(); // SIGTERM: finish what is under way, stop the database, end
        try {
            process.onExit().get(timeout, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StartupRefusedException(
                    "the server (pid " + process.pid() + ") is still ending after " + timeout
                            + " s; wait and run this again, or end it with kill -9 " + process.pid()
                            + ", which loses nothing that was answered",
                    e);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

package io.mandate.server.cli;

import io.mandate.server.MandateApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "mandate start [--demo] [--data=DIR] [--port=N] [--roles=LIST] [--name=value ...]",
        description = {
            "Starts a server and stays until Ctrl-C or `mandate stop`.",
            "Without mandate.datasource.url it brings its own PostgreSQL and keeps everything in the data folder."
        },
        footerHeading = "%nSettings often used, each as --name=value:%n",
        footer = {
            "  --server.address=0.0.0.0    listen beyond this machine (then use TLS)",
            "  --mandate.tls.certificate=FILE --mandate.tls.key=FILE",
            "                              serve TLS from PEM files; renewed files are picked up",
            "  --mandate.datasource.url=jdbc:postgresql://host/db",
            "  --mandate.datasource.owner-username=..    --mandate.datasource.owner-password=..",
            "  --mandate.datasource.runtime-username=..  --mandate.datasource.runtime-password=..",
            "                              use a PostgreSQL 15 to 18 of your own (passwords are safer in the",
            "                              environment: MANDATE_DATASOURCE_OWNER_PASSWORD and so on); nodes",
            "                              without the role command need no owner",
            "  --mandate.url=https://..    the address under which others reach this server",
            "  --management.opentelemetry.tracing.export.otlp.endpoint=http://collector:4318/v1/traces"
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private DataOption data;

    @Option(names = "--demo", description = "Load the sample tenants once and print what to try.")
    private boolean demo;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on (default: 8080; 0 for any free one).")
    private @Nullable String port;

    @Option(
            names = "--roles",
            paramLabel = "LIST",
            description = "What this process is there for, of command,query,console (default: all).")
    private @Nullable String roles;

    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        MandateApplication.start(arguments());
        return 0;
    }

    /// What Spring sees: our options under the names that they have in configuration, then the settings as given.
    private String[] arguments() {
        var arguments = new ArrayList<String>();
        arguments.add("--mandate.data=" + data.folder());
        if (demo) {
            arguments.add("--mandate.demo=true");
        }
        if (port != null) {
            arguments.add("--server.port=" + port);
        }
        if (roles != null) {
            arguments.add("--mandate.roles=" + roles);
        }
        GivenSettings.require(spec, settings);
        arguments.addAll(settings);
        return arguments.toArray(String[]::new);
    }
}

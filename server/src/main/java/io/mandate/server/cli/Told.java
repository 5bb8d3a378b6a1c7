package io.mandate.server.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/// What a command tells: on its output, at once.
final class Told {
    private Told() {}

    static void say(CommandSpec command, Object line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

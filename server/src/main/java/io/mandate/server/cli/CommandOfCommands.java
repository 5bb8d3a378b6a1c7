package io.mandate.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that consists of others, and asks for one of them where none is named.
abstract class CommandOfCommands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    private final String example;

    /// @param example how one of them is given
    CommandOfCommands(String example) {
        this.example = example;
    }

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, for example: " + example);
    }

    final void say(String line) {
        Told.say(spec, line);
    }
}

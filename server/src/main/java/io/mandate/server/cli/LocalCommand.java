package io.mandate.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// A command that works on the data folder of this machine, with the settings of the server.
abstract class LocalCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private DataOption data;

    @Unmatched
    private final List<String> unmatched = new ArrayList<>();

    /// The data folder.
    final Path data() {
        return data.folder();
    }

    /// What was given as --name=value, or as environment variables.
    final ConfigurableEnvironment settings() {
        return GivenSettings.of(spec, unmatched);
    }

    final void say(Object line) {
        Told.say(spec, line);
    }
}

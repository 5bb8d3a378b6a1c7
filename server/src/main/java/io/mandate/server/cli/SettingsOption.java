package io.mandate.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// Settings given as --name=value, or as environment variables.
final class SettingsOption {
    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    PropertyResolver resolver() {
        for (String setting : settings) {
            if (!setting.matches("--[A-Za-z][A-Za-z0-9_-]*[.\\[][^=]+=.*")) {
                throw new ParameterException(
                        spec.commandLine(), "unknown option " + setting + " (settings look like --mandate.name=value)");
            }
        }
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        return environment;
    }
}

package io.mandate.server.cli;

import io.mandate.server.config.KnownSettings;
import io.mandate.server.config.SettingRanges;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Settings given to a command as --name=value, or as environment variables.
final class GivenSettings {
    private static final String FORM = "--[A-Za-z][A-Za-z0-9_-]*[.\\[][^=]+=.*";

    private GivenSettings() {}

    /// @param unmatched what the command did not know as one of its options
    static ConfigurableEnvironment of(CommandSpec command, List<String> unmatched) {
        require(command, unmatched);
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(unmatched.toArray(String[]::new)));
        SettingRanges.require(environment);
        return environment;
    }

    /// Refuses what does not look like a setting, and what would be one of ours if there were one of that name. Of
    /// variables of
    /// the environment nobody can tell for whom they are.
    static void require(CommandSpec command, List<String> unmatched) {
        for (String setting : unmatched) {
            if (!setting.matches(FORM)) {
                throw new ParameterException(
                        command.commandLine(),
                        "unknown option " + setting + " (settings look like --mandate.name=value)");
            }
            String name = setting.substring(2, setting.indexOf('='));
            if (!KnownSettings.knows(name)) {
                throw new ParameterException(
                        command.commandLine(),
                        "unknown setting " + name + "; the nearest is " + KnownSettings.nearest(name));
            }
        }
    }
}

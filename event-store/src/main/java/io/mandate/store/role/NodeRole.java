package io.mandate.store.role;

import io.mandate.store.startup.StartupRefusedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.env.PropertyResolver;

/// One thing that a process may be there for.
public enum NodeRole {
    /// Accepts or refuses changes; the only role that writes events.
    COMMAND,
    /// Answers questions about now and the past.
    QUERY,
    /// Serves the pages for people.
    CONSOLE;

    /// The property that names the roles of a process.
    public static final String PROPERTY = "mandate.roles";

    /// Reads a list such as `command,query`. Empty text means all roles; an unknown name is refused with
    /// [StartupRefusedException], because a node with a misspelt role would quietly serve nothing.
    public static Set<NodeRole> parse(String list) {
        if (list.isBlank()) {
            return EnumSet.allOf(NodeRole.class);
        }
        return Arrays.stream(list.split(",", -1))
                .map(name -> named(name.strip()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NodeRole.class)));
    }

    /// The roles of the process with these properties.
    public static Set<NodeRole> of(PropertyResolver properties) {
        return parse(properties.getProperty(PROPERTY, ""));
    }

    /// The name as it is written in configuration.
    public String configured() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NodeRole named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.configured().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new StartupRefusedException(
                                "\"" + name
                                        + "\" is not a role: --roles takes a list of command, query and console, for example command,query"));
    }
}

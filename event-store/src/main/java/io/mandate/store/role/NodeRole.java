package io.mandate.store.role;

import io.mandate.store.startup.StartupRefusedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

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

    /// The roles of the process with these settings, which have them as one text, such as `command,query`, or
    /// as a list. None means all roles; an unknown name, or none between two commas, is refused with
    /// [StartupRefusedException], because a node with a misspelt role would quietly serve nothing.
    public static Set<NodeRole> of(Environment settings) {
        List<String> names = Binder.get(settings)
                .bind(PROPERTY, Bindable.listOf(String.class))
                .orElseGet(List::of);
        return names.isEmpty() || (names.size() == 1 && names.getFirst().isBlank())
                ? EnumSet.allOf(NodeRole.class)
                : names.stream()
                        .map(name -> named(name.strip()))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(NodeRole.class)));
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

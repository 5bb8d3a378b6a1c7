package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A shell in a folder that looks like a checkout: `./mandate` is what this build made, and the documents are there.
///
/// @param variables what was set in it before
record Terminal(Path folder, Map<String, String> variables) {
    Terminal {
        variables = Map.copyOf(variables);
    }

    static Terminal in(Path folder) throws IOException {
        String server =
                UnpackedServer.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Files.writeString(folder.resolve("mandate"), """
                #!/bin/sh
                export MANDATE_DATA="${MANDATE_DATA:-%s}"
                exec %s "$@"
                """.formatted(folder.resolve("data"), server));
        Files.setPosixFilePermissions(folder.resolve("mandate"), PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(folder.resolve("docs"), Printed.ROOT.resolve("docs"));
        return new Terminal(folder, Map.of());
    }

    Terminal with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Terminal(folder, more);
    }

    /// What these lines write when they are pasted; each of them has to succeed.
    String paste(String lines) throws IOException, InterruptedException {
        return run(0, lines);
    }

    /// What these lines write, errors too, and end with this code.
    String run(int code, String lines) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "terminal", ".log");
        var shell = new ProcessBuilder("bash", "-c", "set -e\n" + lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().putAll(variables);
        shell.environment().merge("PATH", System.getProperty("java.home") + "/bin", (path, jdk) -> jdk + ":" + path);
        int ended = shell.start().waitFor();
        String written = Files.readString(output);
        assertThat(ended).as("%s\n%s", lines, written).isEqualTo(code);
        return written;
    }
}

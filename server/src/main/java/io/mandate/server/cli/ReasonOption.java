package io.mandate.server.cli;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Why somebody does something, for the audit trail, where it is sealed. Not an option with the text itself: arguments
/// are seen by everybody on the machine, and stay in the history of a shell.
final class ReasonOption {
    private static final int CHARACTERS = 1_000;
    private static final int BYTES = 4 * CHARACTERS;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--reason-file",
            paramLabel = "FILE",
            description = "A file that says why, for the audit trail, in 1 to 1000 characters; - for standard input.")
    private @Nullable String file;

    /// What was given; empty: no reason was.
    Optional<String> given() {
        return Optional.ofNullable(file).map(this::read);
    }

    /// As [#given], for what needs a reason.
    String required() {
        return given().orElseThrow(
                        () -> wrong("say why with --reason-file FILE, or --reason-file - for standard input"));
    }

    private String read(String from) {
        try {
            byte[] bytes = from.equals("-") ? System.in.readNBytes(BYTES + 1) : bytes(Path.of(from));
            String reason = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, BYTES)))
                    .toString()
                    .strip();
            if (!reason.isEmpty() && reason.length() <= CHARACTERS && bytes.length <= BYTES) {
                return reason;
            }
        } catch (IOException e) {
            throw new StartupRefusedException("the reason cannot be read from " + from + " as UTF-8 text", e);
        }
        throw wrong("what --reason-file names must say why, in 1 to " + CHARACTERS + " characters");
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES + 1);
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(command.commandLine(), line);
    }
}

package io.mandate.server.cli;

import io.mandate.server.folder.Private;
import io.mandate.store.envelope.TransportKey.Secret;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What opens the file of keys beside an export. No option takes the secret itself: arguments are
/// seen by everybody on the machine.
final class SecretOption {
    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file with the passphrase that opens the keys, 12 characters or more (default: the"
                    + " environment variable MANDATE_PASSPHRASE).")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the key that opens the keys; an export makes it if it is not there.")
    private @Nullable Path keyFile;

    @Option(
            names = "--without-keys",
            description = "No keys: personal text stays sealed, and is erased in a store that is made from it.")
    private boolean without;

    /// The secret; empty without keys.
    ///
    /// @param making whether a key file is made that is not there
    Optional<Secret> secret(CommandSpec command, boolean making) {
        String passphrase = passphraseFile == null ? System.getenv("MANDATE_PASSPHRASE") : read(passphraseFile);
        boolean given = passphrase != null && !passphrase.isBlank();
        if (passphraseFile != null && !given) {
            throw new StartupRefusedException("There is no passphrase in " + passphraseFile + ".");
        }
        if ((without ? 1 : 0) + (keyFile == null ? 0 : 1) + (given ? 1 : 0) != 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "say how the keys are wrapped: --passphrase-file FILE, --key-file FILE, or --without-keys");
        }
        try {
            if (keyFile != null) {
                return Optional.of(new Secret.Given(key(keyFile, making)));
            }
            return passphrase == null || without ? Optional.empty() : Optional.of(new Secret.Passphrase(passphrase));
        } catch (IllegalArgumentException e) {
            throw new StartupRefusedException("The secret cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static String key(Path file, boolean making) {
        if (!making || Files.exists(file)) {
            return read(file);
        }
        String made = Secret.Given.random().base64();
        try {
            Private.write(file, made + "\n");
            return made;
        } catch (IOException e) {
            throw new StartupRefusedException("cannot write " + file, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartupRefusedException("cannot read " + file, e);
        }
    }
}

package io.mandate.store.envelope;

import io.mandate.store.secret.SecretFile;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// The file that holds the master key, readable by its owner only.
public record MasterKeyFile(Path path) {

    Optional<String> read() {
        try {
            return file().read();
        } catch (IOException e) {
            throw new StartupRefusedException("The master key " + path + " cannot be read: check its permissions.", e);
        }
    }

    /// Puts a new key there and reads what is there then: another node may have been faster.
    String create() {
        try {
            file().create(MasterKey.generate(1));
            return file().read().orElseThrow();
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The master key cannot be written to " + path
                            + ": make the folder writable or set mandate.master-key.file to another place.",
                    e);
        }
    }

    /// Adds the line of the epoch after the newest one, with a new key. Servers take it up by
    /// themselves.
    ///
    /// @return its number, 2 or more
    public int add() {
        String written = read().orElseThrow(() ->
                new StartupRefusedException("there is no master key in " + path + "; the first start makes it"));
        String line = next(written);
        replace(written.stripTrailing() + "\n" + line);
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    /// The line of the epoch after the newest of a written key, with a new key: a secret.
    public static String next(String written) {
        try {
            return MasterKey.generate(MasterKey.parse(written).newest() + 1);
        } catch (IllegalArgumentException e) {
            throw new StartupRefusedException("the master key is not one: " + e.getMessage(), e);
        }
    }

    /// Takes the line of an epoch out; nothing happens where there is none.
    void remove(int epoch) {
        String written = read().orElse("");
        String left = written.lines()
                .filter(line -> !line.strip().startsWith(epoch + ":"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        if (!left.equals(written) && !left.isBlank()) {
            replace(left);
        }
    }

    private void replace(String written) {
        try {
            file().replace(written);
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The master key cannot be written to " + path + ": make its folder writable.", e);
        }
    }

    private SecretFile file() {
        return new SecretFile(path);
    }
}

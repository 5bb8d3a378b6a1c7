package io.mandate.store.envelope;

import io.mandate.store.secret.SecretFile;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The file that holds the master key, readable by its owner only.
record MasterKeyFile(Path path) {

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

    private SecretFile file() {
        return new SecretFile(path);
    }
}

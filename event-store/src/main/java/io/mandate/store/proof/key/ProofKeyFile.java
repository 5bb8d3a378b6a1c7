package io.mandate.store.proof.key;

import io.mandate.store.secret.SecretFile;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The file that holds the keys that sign, readable by its owner only.
public record ProofKeyFile(Path path) {
    /// Its name beside the master key.
    public static final String NAME = "proof.key";

    /// The keys in it; empty where there is no such file. One that cannot be read is refused with
    /// [StartupRefusedException].
    public Optional<ProofKeys> read() {
        try {
            return new SecretFile(path).read().map(text -> parse(text, path.toString()));
        } catch (IOException e) {
            throw new StartupRefusedException("The proof key " + path + " cannot be read: check its permissions.", e);
        }
    }

    static ProofKeys parse(String written, String where) {
        try {
            return ProofKeys.parse(written);
        } catch (IllegalArgumentException e) {
            throw new StartupRefusedException(
                    "The proof key in " + where + " is not one: " + e.getMessage() + ". Put the right one back.", e);
        }
    }

    /// Puts these keys there unless another node was faster, and gives back what is there then.
    ProofKeys create(ProofKeys keys) {
        write(keys, true);
        return read().orElseThrow();
    }

    /// Puts these keys in the place of those that are there, whole or not at all.
    public void replace(ProofKeys keys) {
        write(keys, false);
    }

    private void write(ProofKeys keys, boolean onlyIfAbsent) {
        SecretFile file = new SecretFile(path);
        try {
            if (onlyIfAbsent) {
                file.create(keys.written());
            } else {
                file.replace(keys.written());
            }
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The proof key cannot be written to " + path
                            + ": make the folder writable or set mandate.proof-key.file to another place.",
                    e);
        }
    }
}

package io.mandate.store.envelope;

import io.mandate.store.startup.StartupRefusedException;
import java.util.Optional;

/// Where the master key of this process comes from: a value of the environment, which wins and
/// never changes, or a file, which operators may add lines to while the process runs.
///
/// @param value the written form from the environment
record MasterKeySource(Optional<String> value, MasterKeyFile file) {

    /// What is there now; empty where there is nothing yet.
    Optional<MasterKey> read() {
        return value.or(file::read).map(this::parse);
    }

    /// Makes the first key of a new store.
    MasterKey create() {
        return parse(file.create());
    }

    /// Whether lines can be taken out of it by this process.
    boolean writable() {
        return value.isEmpty();
    }

    private MasterKey parse(String written) {
        try {
            return MasterKey.parse(written);
        } catch (IllegalArgumentException e) {
            String where = value.isPresent() ? "in the environment" : "in " + file.path();
            throw new StartupRefusedException(
                    "The master key " + where + " is not one: " + e.getMessage() + ". Put the right one back.", e);
        }
    }
}
